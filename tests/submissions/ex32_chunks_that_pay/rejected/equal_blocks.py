# must fail: shares_uneven_pixels
# kind: not_parallel
# why: as many blocks of rows as workers: who has the slow spot works on alone
from concurrent.futures import ProcessPoolExecutor


def block(pixel, width, first, stop):
    return [[pixel(x, y) for x in range(width)] for y in range(first, stop)]


def render(pixel, width, height, workers):
    borders = [height * k // workers for k in range(workers + 1)]
    with ProcessPoolExecutor(workers) as executor:
        works = [
            executor.submit(block, pixel, width, first, stop)
            for first, stop in zip(borders, borders[1:])
        ]
        return [row for work in works for row in work.result()]
