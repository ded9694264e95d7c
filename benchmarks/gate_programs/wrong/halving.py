# every worker gets half of what is left
from multiprocessing import Pool


def part(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def total(term, n, workers):
    borders = [0]
    for _ in range(workers - 1):
        borders.append(borders[-1] + (n - borders[-1]) // 2)
    borders.append(n)
    with Pool(workers) as pool:
        tasks = [(term, first, stop) for first, stop in zip(borders, borders[1:])]
        return sum(pool.starmap(part, tasks, chunksize=1))
