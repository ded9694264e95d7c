# must fail: every_job_has_ended
# kind: wrong_result
# why: join(timeout) also returns when the time is up, and the thread still runs
import threading


def run_with_progress(jobs, report):
    works = [threading.Thread(target=job) for job in jobs]
    for work in works:
        work.start()
    for ended, work in enumerate(works, 1):
        work.join(timeout=0.05)
        report(ended, len(jobs))
