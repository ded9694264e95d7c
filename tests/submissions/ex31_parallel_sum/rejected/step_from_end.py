# must fail: no_chunk_beyond_its_share
# kind: wrong_result
# why: as in the lecture, the step comes from the last index and not from how many there are
from concurrent.futures import ProcessPoolExecutor


def chunks(start, end, n):
    if end <= start:
        return []
    step = max(1, -(-max(end, end - start) // n))
    return [(i, min(i + step, end)) for i in range(start, end, step)]


def part(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def parallel_sum(term, start, end, workers):
    with ProcessPoolExecutor(workers) as executor:
        works = [executor.submit(part, term, *chunk) for chunk in chunks(start, end, workers)]
        return sum(work.result() for work in works)
