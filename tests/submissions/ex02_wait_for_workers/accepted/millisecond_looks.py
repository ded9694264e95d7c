# style: the lecture's loop with its sleep of a millisecond, a report after 200 looks at most
import time
from threading import Thread


def run_with_progress(jobs, report):
    threads = [Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    alive = list(threads)
    while alive:
        for _ in range(200):
            if not all(thread.is_alive() for thread in alive):
                break
            time.sleep(1 / 1000)
        alive = [thread for thread in alive if thread.is_alive()]
        report(len(threads) - len(alive), len(threads))
    for thread in threads:
        thread.join()
