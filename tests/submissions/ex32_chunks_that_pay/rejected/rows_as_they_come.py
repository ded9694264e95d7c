# must fail: every_pixel_in_its_place
# kind: wrong_result
# why: the rows stand in the order in which they were finished
from functools import partial
from multiprocessing import Pool


def row(pixel, width, y):
    return [pixel(x, y) for x in range(width)]


def render(pixel, width, height, workers):
    with Pool(workers) as pool:
        return list(pool.imap_unordered(partial(row, pixel, width), range(height)))
