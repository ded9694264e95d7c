# must fail: a_job_may_raise
# kind: never_ends
# why: a job that raises never adds to the count for which the loop waits
import threading
import time


def run_with_progress(jobs, report):
    ended = []

    def work_thread(job):
        job()
        ended.append(job)

    works = [threading.Thread(target=work_thread, args=(job,)) for job in jobs]
    for work in works:
        work.start()
    while len(ended) < len(jobs):
        report(len(ended), len(jobs))
        time.sleep(0.2)
    for work in works:
        work.join()
    report(len(ended), len(jobs))
