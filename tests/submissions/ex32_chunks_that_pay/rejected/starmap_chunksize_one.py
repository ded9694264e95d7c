# must fail: work_outweighs_the_messages
# kind: too_slow
# why: the balance is perfect with a chunksize of 1, and so is the waste
from itertools import product
from multiprocessing import Pool


def render(pixel, width, height, workers):
    places = [(x, y) for y, x in product(range(height), range(width))]
    with Pool(workers) as pool:
        values = pool.starmap(pixel, places, chunksize=1)
    return [values[y * width : (y + 1) * width] for y in range(height)]
