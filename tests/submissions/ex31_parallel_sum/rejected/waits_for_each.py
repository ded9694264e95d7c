# must fail: shares_the_work
# kind: not_parallel
# why: waits for each result before it hands in the next chunk
from concurrent.futures import ProcessPoolExecutor


def chunks(start, end, n):
    step = max(1, -(-(end - start) // n))
    return [(i, min(i + step, end)) for i in range(start, end, step)]


def part(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def parallel_sum(term, start, end, workers):
    total = 0
    with ProcessPoolExecutor(workers) as executor:
        for chunk in chunks(start, end, workers):
            total += executor.submit(part, term, *chunk).result()
    return total
