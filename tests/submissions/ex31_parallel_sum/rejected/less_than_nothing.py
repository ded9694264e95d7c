# must fail: chunks_cover_every_index
# kind: wrong_result
# why: looks for no indices only where start and end are the same, and walks down where end is less
from concurrent.futures import ProcessPoolExecutor


def chunks(start, end, n):
    if start == end:
        return []
    step = -(-(end - start) // n)
    return [(i, min(i + step, end)) for i in range(start, end, step)]


def part(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def parallel_sum(term, start, end, workers):
    with ProcessPoolExecutor(workers) as executor:
        works = [executor.submit(part, term, *chunk) for chunk in chunks(start, end, workers)]
        return sum(work.result() for work in works)
