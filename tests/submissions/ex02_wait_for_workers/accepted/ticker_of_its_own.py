# style: the jobs count their ends under a condition; a thread of its own reports; main only joins
"""Each job's thread counts itself; a ticker of its own reports."""
import threading


def run_with_progress(jobs, report):
    total = len(jobs)
    changed = threading.Condition()
    ended = 0

    def work(job):
        nonlocal ended
        try:
            job()
        finally:
            with changed:
                ended += 1
                if ended == total:
                    changed.notify()

    def tick():
        while True:
            with changed:
                changed.wait_for(lambda: ended == total, timeout=0.2)
                now = ended
            report(now, total)
            if now == total:
                return

    ts = [threading.Thread(target=work, args=(j,)) for j in jobs] + [threading.Thread(target=tick)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
