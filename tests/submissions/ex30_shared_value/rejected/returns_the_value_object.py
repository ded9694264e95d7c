# must fail: all_hits_are_counted, few_hits_or_none, a_second_call_starts_afresh
# kind: wrong_result
# why: the counter itself instead of the number on it
import multiprocessing


def count_some(hits, share):
    for _ in range(share):
        with hits.get_lock():
            hits.value += 1


def count_hits(n, workers):
    hits = multiprocessing.Value("i", 0)
    shares = [len(range(k, n, workers)) for k in range(workers)]
    children = [multiprocessing.Process(target=count_some, args=(hits, share)) for share in shares]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return hits
