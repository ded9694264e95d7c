# must fail: chunks_cover_every_index, sum_is_right, every_term_once
# kind: wrong_result
# why: the lecture's borders count `end` in
from concurrent.futures import ProcessPoolExecutor


def chunks(start, end, n):
    step = max(1, -(-(end + 1 - start) // n))
    return [(i, i + step if i + step <= end else end + 1) for i in range(start, end + 1, step)]


def part(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def parallel_sum(term, start, end, workers):
    with ProcessPoolExecutor(workers) as executor:
        works = [executor.submit(part, term, *chunk) for chunk in chunks(start, end, workers)]
        return sum(work.result() for work in works)
