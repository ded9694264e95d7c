# must fail: workers_processes_take_part
# kind: not_processes
# why: a process for each hit, each waited for before the next one starts
import multiprocessing


def hit(hits):
    hits.value += 1


def count_hits(n, workers):
    hits = multiprocessing.Value("i", 0)
    for _ in range(n):
        child = multiprocessing.Process(target=hit, args=(hits,))
        child.start()
        child.join()
    return hits.value
