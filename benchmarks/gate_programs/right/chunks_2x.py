# 2 times as many chunks as workers
from multiprocessing import Pool


def chunk(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def total(term, n, workers):
    step = max(1, n // (2 * workers))
    chunks = [(term, i, min(i + step, n)) for i in range(0, n, step)]
    with Pool(workers) as pool:
        return sum(pool.starmap(chunk, chunks, chunksize=1))
