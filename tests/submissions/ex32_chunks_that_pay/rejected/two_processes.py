# must fail: shares_uneven_pixels
# kind: not_parallel
# why: chunks of a good size, but two processes, however many workers are asked for
from concurrent.futures import ProcessPoolExecutor


def row(pixel, width, y):
    return [pixel(x, y) for x in range(width)]


def render(pixel, width, height, workers):
    with ProcessPoolExecutor(min(workers, 2)) as executor:
        works = [executor.submit(row, pixel, width, y) for y in range(height)]
        return [work.result() for work in works]
