# ProcessPoolExecutor: everything is submitted before the first result is asked for
from concurrent.futures import ProcessPoolExecutor


def chunk(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def total(term, n, workers):
    step = -(-n // workers)
    with ProcessPoolExecutor(workers) as executor:
        futures = [executor.submit(chunk, term, i, min(i + step, n)) for i in range(0, n, step)]
        return sum(future.result() for future in futures)
