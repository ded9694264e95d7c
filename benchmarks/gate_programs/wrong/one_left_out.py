# well shared out, but the last term is nobody's
from multiprocessing import Pool


def total(term, n, workers):
    with Pool(workers) as pool:
        return sum(pool.map(term, range(n - 1), chunksize=1))
