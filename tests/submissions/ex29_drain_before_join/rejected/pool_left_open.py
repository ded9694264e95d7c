# must fail: works_with_every_start_method
# kind: leaked_process
# why: a pool that nobody closes
import multiprocessing
import os


def scan(item, size):
    return item, os.getpid(), bytes([item % 256]) * size


pools = []


def gather(n_items, size, workers):
    pools.append(multiprocessing.Pool(workers))
    return pools[-1].starmap(scan, [(item, size) for item in range(n_items)], chunksize=1)
