# must fail: chunks_cover_every_index
# kind: wrong_result
# why: the step is rounded down, and what is left over is in no chunk
from multiprocessing import Pool


def chunks(start, end, n):
    step = (end - start) // n
    return [(start + k * step, start + (k + 1) * step) for k in range(n)]


def part(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def parallel_sum(term, start, end, workers):
    with Pool(workers) as pool:
        return sum(pool.starmap(part, [(term, *chunk) for chunk in chunks(start, end, workers)]))
