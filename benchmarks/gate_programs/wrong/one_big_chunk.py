# a chunk size that leaves one chunk
from multiprocessing import Pool


def total(term, n, workers):
    with Pool(workers) as pool:
        return sum(pool.map(term, range(n), chunksize=n))
