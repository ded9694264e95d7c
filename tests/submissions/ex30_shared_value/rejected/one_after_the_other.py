# must fail: workers_processes_take_part
# kind: not_parallel
# why: each child is waited for before the next one starts, so that nobody is there to race with
import multiprocessing


def count_some(hits, share):
    for _ in range(share):
        with hits.get_lock():
            hits.value += 1


def count_hits(n, workers):
    hits = multiprocessing.Value("i", 0)
    for k in range(workers):
        child = multiprocessing.Process(target=count_some, args=(hits, len(range(k, n, workers))))
        child.start()
        child.join()
    return hits.value
