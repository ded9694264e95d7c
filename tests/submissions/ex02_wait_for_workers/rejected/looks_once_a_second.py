# must fail: signs_of_life
# kind: wrong_result
# why: one look a second: what happens in between is told much too late
import threading
import time


def run_with_progress(jobs, report):
    works = [threading.Thread(target=job) for job in jobs]
    for work in works:
        work.start()
    while any(work.is_alive() for work in works):
        report(sum(not work.is_alive() for work in works), len(works))
        time.sleep(1)
    report(len(works), len(works))
