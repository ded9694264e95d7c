# a pool of one
from multiprocessing import Pool


def total(term, n, workers):
    with Pool(1) as pool:
        return sum(pool.map(term, range(n)))
