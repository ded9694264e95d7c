# must fail: not_too_many_reports
# kind: wrong_result
# why: everything is right but for a loop that goes round as fast as it can
import threading


def run_with_progress(jobs, report):
    works = [threading.Thread(target=job) for job in jobs]
    for work in works:
        work.start()
    while any(work.is_alive() for work in works):
        report(sum(not work.is_alive() for work in works), len(works))
    report(len(works), len(works))
