# enough workers, but only one task
from concurrent.futures import ProcessPoolExecutor


def part(term, n):
    return sum(term(i) for i in range(n))


def total(term, n, workers):
    with ProcessPoolExecutor(workers) as executor:
        return executor.submit(part, term, n).result()
