# must fail: no_hit_is_lost
# kind: never_ends
# why: a message for each hit, and nobody reads them before the children have ended
import multiprocessing


def count_some(hits, share):
    for _ in range(share):
        hits.put(1)


def count_hits(n, workers):
    hits = multiprocessing.Queue()
    children = [
        multiprocessing.Process(target=count_some, args=(hits, len(range(k, n, workers))))
        for k in range(workers)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return sum(hits.get() for _ in range(n))
