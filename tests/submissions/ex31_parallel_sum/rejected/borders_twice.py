# must fail: chunks_cover_every_index, every_term_once
# kind: wrong_result
# why: neighbouring chunks share their border
from concurrent.futures import ProcessPoolExecutor


def chunks(start, end, n):
    step = max(1, -(-(end - start) // n))
    return [(i, min(i + step + 1, end)) for i in range(start, end, step)]


def part(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def parallel_sum(term, start, end, workers):
    with ProcessPoolExecutor(workers) as executor:
        works = [executor.submit(part, term, *chunk) for chunk in chunks(start, end, workers)]
        return sum(work.result() for work in works)
