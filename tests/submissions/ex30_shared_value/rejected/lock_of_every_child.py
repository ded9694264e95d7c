# must fail: no_hit_is_lost, works_with_every_start_method
# kind: race
# why: every child makes a lock of its own
import multiprocessing


def count_some(hits, share):
    lock = multiprocessing.Lock()
    for _ in range(share):
        with lock:
            hits.value += 1


def count_hits(n, workers):
    hits = multiprocessing.Value("i", 0)
    shares = [len(range(k, n, workers)) for k in range(workers)]
    children = [multiprocessing.Process(target=count_some, args=(hits, share)) for share in shares]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return hits.value
