# must fail: every_job_has_ended
# kind: wrong_result
# why: daemon=True does not make a thread end; it only lets the program end without it
import threading
import time


def run_with_progress(jobs, report):
    works = [threading.Thread(target=job, daemon=True) for job in jobs]
    for work in works:
        work.start()
    for _ in range(20):
        report(sum(not work.is_alive() for work in works), len(works))
        time.sleep(0.05)
