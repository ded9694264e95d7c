# must fail: works_with_every_start_method
# kind: wrong_result
# why: a pool takes as many processes as there are CPUs when nobody tells it how many
from multiprocessing import Pool


def chunks(start, end, n):
    step = max(1, -(-(end - start) // n))
    return [(i, min(i + step, end)) for i in range(start, end, step)]


def part(term, first, stop):
    return sum(term(i) for i in range(first, stop))


def parallel_sum(term, start, end, workers):
    # Four chunks for each worker, so that nobody idles when one of them is slow.
    with Pool() as pool:
        jobs = [(term, *chunk) for chunk in chunks(start, end, 4 * workers)]
        return sum(pool.starmap(part, jobs, chunksize=1))
