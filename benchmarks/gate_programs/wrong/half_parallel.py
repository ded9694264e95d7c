# the first half in the main process, and only then the other half in parallel
from multiprocessing import Pool


def total(term, n, workers):
    half = n // 2
    result = sum(term(i) for i in range(half))
    with Pool(workers) as pool:
        return result + sum(pool.map(term, range(half, n), chunksize=1))
