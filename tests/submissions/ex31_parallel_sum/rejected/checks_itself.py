# must fail: every_term_once
# kind: wrong_result
# why: computes everything a second time to be sure
from concurrent.futures import ProcessPoolExecutor


def chunks(start, end, n):
    step = max(1, -(-(end - start) // n))
    return [(i, min(i + step, end)) for i in range(start, end, step)]


def part(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def parallel_sum(term, start, end, workers):
    with ProcessPoolExecutor(workers) as executor:
        works = [executor.submit(part, term, *chunk) for chunk in chunks(start, end, workers)]
        again = [executor.submit(part, term, *chunk) for chunk in chunks(start, end, workers)]
        total = sum(work.result() for work in works)
        assert total == sum(work.result() for work in again)
        return total
