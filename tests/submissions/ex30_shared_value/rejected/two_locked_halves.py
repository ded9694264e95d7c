# must fail: no_hit_is_lost
# kind: race
# why: the lock is taken for the reading and for the writing, and is free in between
import multiprocessing


def count_some(hits, share):
    for _ in range(share):
        with hits.get_lock():
            now = hits.value
        with hits.get_lock():
            hits.value = now + 1


def count_hits(n, workers):
    hits = multiprocessing.Value("i", 0)
    shares = [len(range(k, n, workers)) for k in range(workers)]
    children = [multiprocessing.Process(target=count_some, args=(hits, share)) for share in shares]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return hits.value
