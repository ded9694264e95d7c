# must fail: sum_is_right
# kind: wrong_result
# why: the parts are gathered in a list of the module, and the next sum has them too
from multiprocessing import Pool

parts = []


def chunks(start, end, n):
    step = max(1, -(-(end - start) // n))
    return [(i, min(i + step, end)) for i in range(start, end, step)]


def add_chunk(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def parallel_sum(term, start, end, workers):
    with Pool(workers) as pool:
        for chunk in chunks(start, end, workers):
            pool.apply_async(add_chunk, (term, *chunk), callback=parts.append)
        pool.close()
        pool.join()
    return sum(parts)
