# style: a semaphore is a counter: every hit releases it once
import multiprocessing


def count_some(slots, share):
    for _ in range(share):
        slots.release()


def count_hits(n, workers):
    slots = multiprocessing.Semaphore(0)
    share, rest = divmod(n, workers)
    children = [
        multiprocessing.Process(target=count_some, args=(slots, share + (k < rest)))
        for k in range(workers)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    hits = 0
    while slots.acquire(block=False):
        hits += 1
    return hits
