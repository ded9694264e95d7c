# must fail: reports_are_true
# kind: race
# why: a job counts as ended before it has begun to work
import threading

lock = threading.Lock()


def run_with_progress(jobs, report):
    ended = 0

    def work_thread(job):
        nonlocal ended
        with lock:
            ended += 1
        job()

    works = [threading.Thread(target=work_thread, args=(job,)) for job in jobs]
    for work in works:
        work.start()
    while any(work.is_alive() for work in works):
        report(ended, len(works))
        next(work for work in works).join(0.1)
    report(ended, len(works))
