# style: no barrier: a pool, and executor.map, which is over when the whole step is
from concurrent.futures import ThreadPoolExecutor


def simulate(cells, steps, workers):
    row = list(cells)
    with ThreadPoolExecutor(workers) as pool:
        for _ in range(steps):
            left = row[-1:] + row[:-1]
            right = row[1:] + row[:1]
            row = list(pool.map(lambda *three: sum(three), left, row, right))
    return row
