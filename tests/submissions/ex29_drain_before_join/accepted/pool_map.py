# style: a pool whose map brings the results back in order
import multiprocessing
import os


def scan(item, size):
    return item, os.getpid(), bytes([item % 256]) * size


def gather(n_items, size, workers):
    with multiprocessing.Pool(workers) as pool:
        pages = pool.starmap(scan, [(item, size) for item in range(n_items)])
        pool.close()
        pool.join()
    return pages
