# must fail: shares_the_work
# kind: not_parallel
# why: a pool of processes, but everything is one task
from concurrent.futures import ProcessPoolExecutor


def chunks(start, end, n):
    step = max(1, -(-(end - start) // n))
    return [(i, min(i + step, end)) for i in range(start, end, step)]


def part(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def parallel_sum(term, start, end, workers):
    with ProcessPoolExecutor(workers) as executor:
        return executor.submit(part, term, start, end).result()
