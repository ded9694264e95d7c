# must fail: works_with_every_start_method
# kind: exception
# why: the function lies in a global of the parent, which a process that starts afresh has not got
from multiprocessing import Pool

job = None


def row(y):
    pixel, width = job
    return [pixel(x, y) for x in range(width)]


def render(pixel, width, height, workers):
    global job
    job = pixel, width
    with Pool(workers) as pool:
        return pool.map(row, range(height), chunksize=1)
