# must fail: shares_uneven_pixels
# kind: not_parallel
# why: apply waits for the row before the next one is handed in
from multiprocessing import Pool


def row(pixel, width, y):
    return [pixel(x, y) for x in range(width)]


def render(pixel, width, height, workers):
    with Pool(workers) as pool:
        return [pool.apply(row, (pixel, width, y)) for y in range(height)]
