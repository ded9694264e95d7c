# ProcessPoolExecutor: results in the order in which they come
from concurrent.futures import ProcessPoolExecutor, as_completed


def chunk(term, first, stop):
    return sum(map(term, range(first, stop)))


def total(term, n, workers):
    step = -(-n // workers)
    result = 0
    with ProcessPoolExecutor(max_workers=workers) as executor:
        waiting = {executor.submit(chunk, term, i, min(i + step, n)) for i in range(0, n, step)}
        for future in as_completed(waiting):
            result += future.result()
    return result
