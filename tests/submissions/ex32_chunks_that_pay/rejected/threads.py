# must fail: works_with_every_start_method, shares_uneven_pixels
# kind: not_processes
# why: threads of one process share its GIL
from concurrent.futures import ThreadPoolExecutor


def row(pixel, width, y):
    return [pixel(x, y) for x in range(width)]


def render(pixel, width, height, workers):
    with ThreadPoolExecutor(workers) as executor:
        works = [executor.submit(row, pixel, width, y) for y in range(height)]
        return [work.result() for work in works]
