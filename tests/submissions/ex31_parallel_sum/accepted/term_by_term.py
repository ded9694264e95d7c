# style: Pool.map over the terms themselves with a chunk size
from multiprocessing import Pool


def chunks(start, end, n):
    if end <= start:
        return []
    length = end - start
    step = (length - 1) // n + 1
    pairs = []
    while start < end:
        pairs.append([start, min(start + step, end)])
        start += step
    return pairs


def parallel_sum(term, start, end, workers):
    pool = Pool(workers)
    try:
        sizes = [stop - first for first, stop in chunks(start, end, workers)]
        return sum(pool.map(term, range(start, end), chunksize=max(sizes, default=1)))
    finally:
        pool.close()
        pool.join()
