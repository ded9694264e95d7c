# must fail: reports_are_true
# kind: race
# why: ended += 1 in several threads without a lock: one end can be lost, and is never reported
import threading
import time


def run_with_progress(jobs, report):
    ended = 0

    def work_thread(job):
        nonlocal ended
        job()
        ended += 1

    works = [threading.Thread(target=work_thread, args=(job,)) for job in jobs]
    for work in works:
        work.start()
    while any(work.is_alive() for work in works):
        report(ended, len(works))
        time.sleep(0.2)
    report(ended, len(works))
