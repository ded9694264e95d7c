# must fail: no_process_is_left
# kind: leaked_process
# why: a time limit for join; who is slower than that still counts
import multiprocessing


def count_some(hits, share):
    for _ in range(share):
        with hits.get_lock():
            hits.value += 1


def count_hits(n, workers):
    hits = multiprocessing.Value("i", 0)
    children = []
    for k in range(workers):
        child = multiprocessing.Process(target=count_some, args=(hits, len(range(k, n, workers))))
        child.start()
        children.append(child)
    for child in children:
        child.join(10)
    return hits.value
