# must fail: workers_processes_take_part
# kind: not_processes
# why: no race with only one process: it counts everything
import multiprocessing


def count_some(hits, share):
    for _ in range(share):
        hits.value += 1


def count_hits(n, workers):
    hits = multiprocessing.Value("i", 0)
    child = multiprocessing.Process(target=count_some, args=(hits, n))
    child.start()
    child.join()
    return hits.value
