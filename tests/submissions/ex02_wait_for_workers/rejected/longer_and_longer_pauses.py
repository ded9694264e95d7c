# must fail: signs_of_life
# kind: wrong_result
# why: every pause is twice as long as the one before, soon longer than a quarter of a second
import threading


def run_with_progress(jobs, report):
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    alive = threads
    pause = 0.05
    while alive:
        alive[0].join(pause)
        pause *= 2
        alive = [thread for thread in alive if thread.is_alive()]
        report(len(threads) - len(alive), len(threads))
