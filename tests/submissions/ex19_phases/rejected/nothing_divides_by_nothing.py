# must fail: few_cells_or_none
# kind: exception
# why: for no cells there are no workers, and a pool of none is an error
from concurrent.futures import ThreadPoolExecutor


def simulate(cells, steps, workers):
    row = list(cells)
    with ThreadPoolExecutor(min(workers, len(row))) as pool:
        for _ in range(steps):
            left, right = row[-1:] + row[:-1], row[1:] + row[:1]
            row = list(pool.map(lambda a, b, c: a + b + c, left, row, right))
    return row
