# ProcessPoolExecutor.map over the terms themselves, in chunks
from concurrent.futures import ProcessPoolExecutor


def total(term, n, workers):
    with ProcessPoolExecutor(workers) as executor:
        return sum(executor.map(term, range(n), chunksize=-(-n // workers)))
