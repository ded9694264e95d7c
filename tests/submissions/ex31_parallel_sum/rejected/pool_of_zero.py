# must fail: few_terms_or_none
# kind: exception
# why: as many processes as terms at most, and with no terms that is a pool of 0 processes
from concurrent.futures import ProcessPoolExecutor


def chunks(start, end, n):
    step = max(1, -(-(end - start) // n))
    return [(i, min(i + step, end)) for i in range(start, end, step)]


def part(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def parallel_sum(term, start, end, workers):
    with ProcessPoolExecutor(min(workers, end - start)) as executor:
        works = [executor.submit(part, term, *chunk) for chunk in chunks(start, end, workers)]
        return sum(work.result() for work in works)
