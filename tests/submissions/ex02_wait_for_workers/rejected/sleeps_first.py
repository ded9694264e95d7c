# must fail: nothing_to_wait_for
# kind: too_slow
# why: sleeps a second before it looks for the first time, also when there is nothing to wait for
import threading
import time


def run_with_progress(jobs, report):
    works = [threading.Thread(target=job) for job in jobs]
    for work in works:
        work.start()
    while True:
        for _ in range(5):
            report(sum(not work.is_alive() for work in works), len(works))
            time.sleep(0.2)
        if not any(work.is_alive() for work in works):
            break
    report(len(works), len(works))
