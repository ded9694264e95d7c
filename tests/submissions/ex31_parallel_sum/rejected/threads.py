# must fail: shares_the_work, works_with_every_start_method
# kind: not_processes
# why: threads of one process share its GIL
from concurrent.futures import ThreadPoolExecutor


def chunks(start, end, n):
    step = max(1, -(-(end - start) // n))
    return [(i, min(i + step, end)) for i in range(start, end, step)]


def part(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def parallel_sum(term, start, end, workers):
    with ThreadPoolExecutor(workers) as executor:
        works = [executor.submit(part, term, *chunk) for chunk in chunks(start, end, workers)]
    return sum(work.result() for work in works)
