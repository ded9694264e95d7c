# Pool.starmap with pairs
from multiprocessing import Pool


def chunk(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def total(term, n, workers):
    step = -(-n // workers)
    with Pool(workers) as pool:
        return sum(pool.starmap(chunk, [(term, i, min(i + step, n)) for i in range(0, n, step)]))
