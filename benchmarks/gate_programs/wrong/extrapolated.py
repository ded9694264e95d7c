# an eighth of the work, well shared out, and the rest by proportion
from multiprocessing import Pool


def total(term, n, workers):
    few = n // 8 or 1
    with Pool(workers) as pool:
        return sum(pool.map(term, range(few), chunksize=1)) * n // few
