# must fail: shares_the_work
# kind: not_parallel
# why: two processes, however many workers are asked for
from multiprocessing import Pool


def chunks(start, end, n):
    step = max(1, -(-(end - start) // n))
    return [(i, min(i + step, end)) for i in range(start, end, step)]


def part(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def parallel_sum(term, start, end, workers):
    with Pool(2) as pool:
        return sum(pool.starmap(part, [(term, *chunk) for chunk in chunks(start, end, workers)]))
