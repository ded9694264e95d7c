# Pool.imap_unordered, one term a task
from multiprocessing import Pool


def total(term, n, workers):
    with Pool(workers) as pool:
        return sum(pool.imap_unordered(term, range(n)))
