# Pool.apply waits for its one call
from multiprocessing import Pool


def total(term, n, workers):
    with Pool(workers) as pool:
        return sum(pool.apply(term, (i,)) for i in range(n))
