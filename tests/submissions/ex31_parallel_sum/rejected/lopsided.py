# must fail: shares_the_work
# kind: not_parallel
# why: the first worker gets most of the terms
from concurrent.futures import ProcessPoolExecutor


def chunks(start, end, n):
    step = max(1, -(-(end - start) // n))
    return [(i, min(i + step, end)) for i in range(start, end, step)]


def part(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def parallel_sum(term, start, end, workers):
    middle = start + 4 * (end - start) // 5
    pieces = [(start, middle), *chunks(middle, end, workers - 1 or 1)]
    with ProcessPoolExecutor(workers) as executor:
        works = [executor.submit(part, term, *piece) for piece in pieces]
        return sum(work.result() for work in works)
