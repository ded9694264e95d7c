# style: looks twice at every thread and reports, hardly ever less than a thousand times a second
import threading
import time


def run_with_progress(jobs, report):
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    while any([thread.is_alive() for thread in threads]):
        ended = 0
        for thread in threads:
            if not thread.is_alive():
                ended += 1
        report(ended, len(threads))
        time.sleep(0.0011)
    for thread in threads:
        thread.join()
    report(len(threads), len(threads))
