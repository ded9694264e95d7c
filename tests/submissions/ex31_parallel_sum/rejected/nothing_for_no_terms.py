# must fail: few_terms_or_none
# kind: wrong_result
# why: gives None instead of 0 when there is nothing to add up
from multiprocessing import Pool


def chunks(start, end, n):
    step = max(1, -(-(end - start) // n))
    return [(i, min(i + step, end)) for i in range(start, end, step)]


def part(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def parallel_sum(term, start, end, workers):
    pieces = chunks(start, end, workers)
    if not pieces:
        return
    with Pool(len(pieces)) as pool:
        return sum(pool.starmap(part, [(term, *piece) for piece in pieces], chunksize=1))
