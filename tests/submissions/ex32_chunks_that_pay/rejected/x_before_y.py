# must fail: every_pixel_in_its_place, small_pictures
# kind: wrong_result
# why: the list is indexed by x first: it holds the columns
from functools import partial
from multiprocessing import Pool


def column(pixel, height, x):
    return [pixel(x, y) for y in range(height)]


def render(pixel, width, height, workers):
    with Pool(workers) as pool:
        return pool.map(partial(column, pixel, height), range(width), chunksize=1)
