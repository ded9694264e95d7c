# style: long runs of pixels first, shorter and shorter ones towards the end, as they come
from multiprocessing import Pool


def compute(task):
    pixel, width, first, stop = task
    return first, [pixel(place % width, place // width) for place in range(first, stop)]


def runs(total, workers):
    first = 0
    while first < total:
        stop = first + max(1, (total - first) // (3 * workers))
        yield first, stop
        first = stop


def render(pixel, width, height, workers):
    total = width * height
    values = [None] * total
    tasks = [(pixel, width, first, stop) for first, stop in runs(total, workers)]
    with Pool(workers) as pool:
        for first, run in pool.imap_unordered(compute, tasks):
            values[first : first + len(run)] = run
    return [values[y * width : (y + 1) * width] for y in range(height)]
