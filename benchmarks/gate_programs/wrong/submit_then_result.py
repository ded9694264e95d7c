# each result is waited for before the next task is handed in
from concurrent.futures import ProcessPoolExecutor


def part(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def total(term, n, workers):
    step = -(-n // workers)
    result = 0
    with ProcessPoolExecutor(workers) as executor:
        for first in range(0, n, step):
            result += executor.submit(part, term, first, min(first + step, n)).result()
    return result
