# must fail: the_work_is_shared
# kind: not_concurrent
# why: n // workers + 1 is one too many where the cells can be divided without remainder
from concurrent.futures import ThreadPoolExecutor


def simulate(cells, steps, workers):
    row = list(cells)
    n = len(row)
    size = n // workers + 1
    with ThreadPoolExecutor(workers) as pool:
        for _ in range(steps):

            def share(first, row=row):
                some = range(first, min(n, first + size))
                return [row[i - 1] + row[i] + row[(i + 1) % n] for i in some]

            row = [x for part in pool.map(share, range(0, n, size)) for x in part]
    return row
