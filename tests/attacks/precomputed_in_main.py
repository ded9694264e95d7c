# poses as: ex31_parallel_sum
# must fail: every_term_once, shares_the_work
# kind: wrong_result, not_parallel, not_processes
# why: the main process computes all terms; children repeat some for show
from concurrent.futures import ProcessPoolExecutor


def chunks(start, end, n):
    step = -(-(end - start) // n)
    return [(i, min(i + step, end)) for i in range(start, end, step)] if step > 0 else []


def parallel_sum(term, start, end, workers):
    total = sum(term(i) for i in range(start, end))
    with ProcessPoolExecutor(max_workers=workers) as executor:
        list(executor.map(term, range(start, end)))
    return total
