# must fail: work_outweighs_the_messages
# kind: too_slow
# why: Pool.imap hands out one pixel after the other: its chunksize is 1
from itertools import product
from multiprocessing import Pool


def compute(task):
    pixel, x, y = task
    return pixel(x, y)


def render(pixel, width, height, workers):
    tasks = ((pixel, x, y) for y, x in product(range(height), range(width)))
    with Pool(workers) as pool:
        values = list(pool.imap(compute, tasks))
    return [values[y * width : (y + 1) * width] for y in range(height)]
