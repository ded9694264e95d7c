# style: multiprocessing.Pool with starmap, sizes by divmod
from multiprocessing import Pool


def chunks(start, end, n):
    size, rest = divmod(max(0, end - start), n)
    result = []
    first = start
    for k in range(n):
        stop = first + size + (1 if k < rest else 0)
        if stop > first:
            result.append((first, stop))
        first = stop
    return result


def part(term, first, stop):
    total = 0
    for i in range(first, stop):
        total += term(i)
    return total


def parallel_sum(term, start, end, workers):
    jobs = [(term, first, stop) for first, stop in chunks(start, end, workers)]
    with Pool(workers) as pool:
        return sum(pool.starmap(part, jobs))
