# style: each worker reports its own end under a lock; the main thread gives signs of life
from threading import Condition, Thread


def run_with_progress(jobs, report):
    changed = Condition()
    ended = 0

    def work_thread(job):
        nonlocal ended
        try:
            job()
        finally:
            with changed:
                ended += 1
                report(ended, len(jobs))
                changed.notify()

    threads = [Thread(target=work_thread, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    with changed:
        while ended < len(jobs):
            if not changed.wait(0.25):
                report(ended, len(jobs))
    for thread in threads:
        thread.join()
