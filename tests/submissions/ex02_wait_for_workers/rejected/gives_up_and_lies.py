# must fail: every_job_has_ended
# kind: wrong_result
# why: gives up after some time, says that all have ended, and leaves the rest to itself
import threading
import time


def run_with_progress(jobs, report):
    works = [threading.Thread(target=job, daemon=True) for job in jobs]
    for work in works:
        work.start()
    for _ in range(5):
        if not any(work.is_alive() for work in works):
            break
        report(sum(not work.is_alive() for work in works), len(works))
        time.sleep(0.1)
    report(len(works), len(works))
