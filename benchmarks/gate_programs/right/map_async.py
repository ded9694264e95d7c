# Pool.map_async, closed and joined before the result is taken
from multiprocessing import Pool


def total(term, n, workers):
    pool = Pool(workers)
    result = pool.map_async(term, range(n), chunksize=n // workers)
    pool.close()
    pool.join()
    return sum(result.get())
