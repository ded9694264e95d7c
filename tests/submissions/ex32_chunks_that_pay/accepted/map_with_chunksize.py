# style: executor.map over single pixels with a chunksize, cut into rows afterwards
from concurrent.futures import ProcessPoolExecutor


def render(pixel, width, height, workers):
    xs = list(range(width)) * height
    ys = [y for y in range(height) for _ in range(width)]
    size = max(1, len(xs) // (16 * workers))
    with ProcessPoolExecutor(workers) as executor:
        values = list(executor.map(pixel, xs, ys, chunksize=size))
    return [values[first : first + width] for first in range(0, len(values), width)]
