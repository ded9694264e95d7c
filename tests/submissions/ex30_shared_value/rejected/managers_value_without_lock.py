# must fail: no_hit_is_lost, works_with_every_start_method
# kind: race
# why: a manager's Value is read by one message and written by another
import multiprocessing


def count_some(hits, share):
    for _ in range(share):
        hits.value += 1


def count_hits(n, workers):
    with multiprocessing.Manager() as manager:
        hits = manager.Value("i", 0)
        shares = [len(range(k, n, workers)) for k in range(workers)]
        children = [
            multiprocessing.Process(target=count_some, args=(hits, share)) for share in shares
        ]
        for child in children:
            child.start()
        for child in children:
            child.join()
        return hits.value
