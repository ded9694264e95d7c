# must fail: reports_are_true
# kind: race
# why: who has counted first may report last, so the number goes down again
import threading
import time


def run_with_progress(jobs, report):
    ended = []

    def work_thread(job):
        try:
            job()
        finally:
            ended.append(job)
            report(len(ended), len(jobs))

    works = [threading.Thread(target=work_thread, args=(job,)) for job in jobs]
    for work in works:
        work.start()
    while any(work.is_alive() for work in works):
        report(len(ended), len(jobs))
        time.sleep(0.1)
    report(len(jobs), len(jobs))
