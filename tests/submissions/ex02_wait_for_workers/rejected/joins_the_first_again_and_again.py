# must fail: not_too_many_reports
# kind: wrong_result
# why: once the first thread has ended, join(0.2) on it returns at once, and the pause is gone
import threading


def run_with_progress(jobs, report):
    works = [threading.Thread(target=job) for job in jobs]
    for work in works:
        work.start()
    while any(work.is_alive() for work in works):
        works[0].join(0.2)
        report(sum(not work.is_alive() for work in works), len(works))
