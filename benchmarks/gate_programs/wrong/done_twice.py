# all the work is done twice, in parallel
from multiprocessing import Pool


def part(term, first, n, step):
    return sum(term(i) for i in range(first, n, step))


def total(term, n, workers):
    tasks = [(term, k, n, workers) for k in range(workers)]
    with Pool(workers) as pool:
        first, second = (sum(pool.starmap(part, tasks)) for _ in range(2))
    assert first == second
    return first
