# must fail: works_with_every_start_method
# kind: wrong_result
# why: never more than four processes, however many workers are asked for
from concurrent.futures import ProcessPoolExecutor


def row(pixel, width, y):
    return [pixel(x, y) for x in range(width)]


def render(pixel, width, height, workers):
    with ProcessPoolExecutor(min(4, workers)) as executor:
        works = [executor.submit(row, pixel, width, y) for y in range(height)]
        return [work.result() for work in works]
