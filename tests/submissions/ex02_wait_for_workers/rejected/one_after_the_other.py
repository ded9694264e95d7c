# must fail: jobs_run_at_the_same_time
# kind: not_concurrent
# why: each job gets a thread and reports come in time, but the next waits for the one before
import threading


def run_with_progress(jobs, report):
    for ended, job in enumerate(jobs):
        work = threading.Thread(target=job)
        work.start()
        while work.is_alive():
            report(ended, len(jobs))
            work.join(0.2)
    report(len(jobs), len(jobs))
