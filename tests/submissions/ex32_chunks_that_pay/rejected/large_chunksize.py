# must fail: shares_uneven_pixels
# kind: not_parallel
# why: a chunksize that gives every worker exactly one chunk
from concurrent.futures import ProcessPoolExecutor


def render(pixel, width, height, workers):
    xs = list(range(width)) * height
    ys = [y for y in range(height) for _ in range(width)]
    size = -(-len(xs) // workers)
    with ProcessPoolExecutor(workers) as executor:
        values = list(executor.map(pixel, xs, ys, chunksize=size))
    return [values[first : first + width] for first in range(0, len(values), width)]
