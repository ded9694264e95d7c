# poses as: ex31_parallel_sum
# must fail: sum_is_right, works_with_every_start_method, shares_the_work
# kind: wrong_result, not_processes, not_parallel
# why: a closed form for what the stub's terms are; no term is computed
def chunks(start, end, n):
    step = -(-(end - start) // n)
    return [(i, min(i + step, end)) for i in range(start, end, step)] if step > 0 else []


def squares_below(n):
    return (n - 1) * n * (2 * n - 1) // 6


def parallel_sum(term, start, end, workers):
    return squares_below(end) - squares_below(start)
