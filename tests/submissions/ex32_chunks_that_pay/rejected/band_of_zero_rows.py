# must fail: small_pictures
# kind: exception
# why: with fewer rows than workers the size of a band is rounded down to 0
from multiprocessing import Pool


def band(pixel, width, first, stop):
    return [[pixel(x, y) for x in range(width)] for y in range(first, stop)]


def render(pixel, width, height, workers):
    size = max(1, height // (4 * workers)) if height >= workers else height // workers
    tasks = [
        (pixel, width, first, min(first + size, height)) for first in range(0, height, size)
    ]
    with Pool(workers) as pool:
        return [row for part in pool.starmap(band, tasks, chunksize=1) for row in part]
