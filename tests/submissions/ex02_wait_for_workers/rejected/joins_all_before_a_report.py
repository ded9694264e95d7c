# must fail: signs_of_life
# kind: wrong_result
# why: a tenth of a second for each thread is half a second for five of them
import threading


def run_with_progress(jobs, report):
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    alive = threads
    while alive:
        for thread in alive:
            thread.join(0.1)
        alive = [thread for thread in alive if thread.is_alive()]
        report(len(threads) - len(alive), len(threads))
