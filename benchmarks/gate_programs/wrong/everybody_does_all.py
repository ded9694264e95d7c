# every worker does all the work
from multiprocessing import Pool


def part(term, n):
    return sum(term(i) for i in range(n))


def total(term, n, workers):
    with Pool(workers) as pool:
        return pool.starmap(part, [(term, n)] * workers, chunksize=1)[0]
