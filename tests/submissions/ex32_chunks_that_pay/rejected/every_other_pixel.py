# must fail: every_pixel_once, every_pixel_in_its_place
# kind: wrong_result
# why: computes every other pixel only and fills the gaps with its neighbour
from functools import partial
from multiprocessing import Pool


def row(pixel, width, y):
    values = [pixel(x, y) for x in range(0, width, 2)]
    return [values[x // 2] for x in range(width)]


def render(pixel, width, height, workers):
    with Pool(workers) as pool:
        return pool.map(partial(row, pixel, width), range(height), chunksize=1)
