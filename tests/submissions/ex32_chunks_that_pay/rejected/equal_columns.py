# must fail: shares_uneven_pixels
# kind: not_parallel
# why: equal blocks stay unbalanced when they are cut the other way round
from multiprocessing import Pool


def block(pixel, height, first, stop):
    return [[pixel(x, y) for y in range(height)] for x in range(first, stop)]


def render(pixel, width, height, workers):
    borders = [width * k // workers for k in range(workers + 1)]
    tasks = [(pixel, height, first, stop) for first, stop in zip(borders, borders[1:])]
    with Pool(workers) as pool:
        columns = [column for part in pool.starmap(block, tasks) for column in part]
    return [list(row) for row in zip(*columns)]
