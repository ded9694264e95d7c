# must fail: reports_are_true
# kind: race
# why: the loop ends as soon as all have ended, so that is not reported any more
import threading
import time


def run_with_progress(jobs, report):
    works = [threading.Thread(target=job) for job in jobs]
    for work in works:
        work.start()
    while True:
        ended = sum(not work.is_alive() for work in works)
        if ended == len(works):
            break
        report(ended, len(works))
        time.sleep(0.1)
