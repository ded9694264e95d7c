# style: Pool.imap_unordered over rows that bring their number along
from functools import partial
from multiprocessing import Pool


def row(pixel, width, y):
    return y, [pixel(x, y) for x in range(width)]


def render(pixel, width, height, workers):
    rows = [None] * height
    with Pool(workers) as pool:
        for y, values in pool.imap_unordered(partial(row, pixel, width), range(height)):
            rows[y] = values
    return rows
