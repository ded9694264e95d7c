# style: imap_unordered over four chunks a worker
from functools import partial
from multiprocessing import Pool


def chunks(start, end, n):
    step = max(1, (end - start + n - 1) // n)
    return [(i, min(i + step, end)) for i in range(start, end, step)]


def part(term, chunk):
    return sum(term(i) for i in range(*chunk))


def parallel_sum(term, start, end, workers):
    todo = chunks(start, end, 4 * workers)
    if not todo:
        return 0
    with Pool(processes=workers) as pool:
        return sum(pool.imap_unordered(partial(part, term), todo))
