# must fail: signs_of_life
# kind: wrong_result
# why: reports come in time, but who has ended is counted only in the next but one
import time
import threading


def run_with_progress(jobs, report):
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    alive = threads
    while alive:
        report(len(threads) - len(alive), len(threads))
        if all(thread.is_alive() for thread in alive):
            time.sleep(0.2)
        else:
            ended = [thread for thread in alive if not thread.is_alive()]
            time.sleep(0.2)
            report(len(threads) - len(alive), len(threads))
            alive = [thread for thread in alive if thread not in ended]
            time.sleep(0.2 if alive else 0)
    report(len(threads), len(threads))
