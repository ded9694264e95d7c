# must fail: reports_are_true
# kind: race
# why: waits for everybody in the end, but what it says meanwhile is guessed
import threading
import time


def run_with_progress(jobs, report):
    works = [threading.Thread(target=job) for job in jobs]
    for work in works:
        work.start()
    for ended in range(1, len(works)):
        time.sleep(0.2)
        report(ended, len(works))
    for work in works:
        work.join()
    report(len(works), len(works))
