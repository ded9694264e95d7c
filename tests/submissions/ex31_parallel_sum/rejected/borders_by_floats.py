# must fail: chunks_cover_every_index
# kind: wrong_result
# why: 7 * (61 / 7) is less than 61, and the last index falls out
from concurrent.futures import ProcessPoolExecutor


def chunks(start, end, n):
    step = max(0, end - start) / n
    pairs = [(start + int(k * step), start + int((k + 1) * step)) for k in range(n)]
    return [(first, stop) for first, stop in pairs if first < stop]


def part(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def parallel_sum(term, start, end, workers):
    with ProcessPoolExecutor(workers) as executor:
        works = [executor.submit(part, term, *chunk) for chunk in chunks(start, end, workers)]
        return sum(work.result() for work in works)
