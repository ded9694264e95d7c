# must fail: all_hits_are_counted, few_hits_or_none
# kind: wrong_result
# why: n // workers for each: what cannot be shared out evenly is counted by nobody
import multiprocessing


def count_some(hits, share):
    for _ in range(share):
        with hits.get_lock():
            hits.value += 1


def count_hits(n, workers):
    hits = multiprocessing.Value("i", 0)
    children = [
        multiprocessing.Process(target=count_some, args=(hits, n // workers))
        for _ in range(workers)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return hits.value
