# style: executor.map, every worker takes each workers-th index
from concurrent.futures import ProcessPoolExecutor


def chunks(start, end, n):
    """As equal as can be."""
    count = max(0, end - start)
    return [
        (start + count * k // n, start + count * (k + 1) // n)
        for k in range(n)
        if count * k // n < count * (k + 1) // n
    ]


def strided(term, first, end, step):
    return sum(term(i) for i in range(first, end, step))


def parallel_sum(term, start, end, workers):
    firsts = range(start, min(start + workers, end))
    n = len(firsts)
    with ProcessPoolExecutor(workers) as executor:
        return sum(executor.map(strided, [term] * n, firsts, [end] * n, [workers] * n))
