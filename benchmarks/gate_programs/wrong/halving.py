# every worker gets half of what is left
from itertools import pairwise
from multiprocessing import Pool


def part(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def total(term, n, workers):
    borders = [0]
    for _ in range(workers - 1):
        borders.append(borders[-1] + (n - borders[-1]) // 2)
    borders.append(n)
    with Pool(workers) as pool:
        tasks = [(term, first, stop) for first, stop in pairwise(borders)]
        return sum(pool.starmap(part, tasks, chunksize=1))
