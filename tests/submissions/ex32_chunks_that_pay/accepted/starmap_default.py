# style: Pool.starmap chooses the size of the chunks, four a worker
from itertools import product
from multiprocessing import Pool


def render(pixel, width, height, workers):
    with Pool(workers) as pool:
        values = iter(pool.starmap(pixel, ((x, y) for y, x in product(range(height), range(width)))))
    return [[next(values) for _ in range(width)] for _ in range(height)]
