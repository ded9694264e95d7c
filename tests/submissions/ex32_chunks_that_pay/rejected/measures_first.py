# must fail: every_pixel_once
# kind: wrong_result
# why: computes one pixel of each row beforehand to find out how long the row takes
import time
from concurrent.futures import ProcessPoolExecutor


def row(pixel, width, y):
    return [pixel(x, y) for x in range(width)]


def probe(pixel, x, y):
    began = time.perf_counter()
    pixel(x, y)
    return time.perf_counter() - began


def render(pixel, width, height, workers):
    with ProcessPoolExecutor(workers) as executor:
        probes = [executor.submit(probe, pixel, width // 2, y) for y in range(height)]
        seconds = [one.result() for one in probes]
        slowest_first = sorted(range(height), key=lambda y: -seconds[y])
        works = {y: executor.submit(row, pixel, width, y) for y in slowest_first}
        return [works[y].result() for y in range(height)]
