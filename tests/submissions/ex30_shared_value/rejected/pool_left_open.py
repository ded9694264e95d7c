# must fail: no_process_is_left
# kind: leaked_process
# why: a pool that is kept for the next call, with its processes
import multiprocessing

pools = {}


def count_some(share):
    return len([hit for hit in range(share)])


def count_hits(n, workers):
    if workers not in pools:
        pools[workers] = multiprocessing.Pool(workers)
    return sum(pools[workers].map(count_some, [len(range(k, n, workers)) for k in range(workers)]))
