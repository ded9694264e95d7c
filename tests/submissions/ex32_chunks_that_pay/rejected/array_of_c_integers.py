# must fail: every_pixel_in_its_place
# kind: wrong_result
# why: the values lie in an array of 64 bits each, and a whole number may be longer
from multiprocessing import Array, Pool

target = None


def begin(array):
    global target
    target = array


def compute(task):
    pixel, width, first, stop = task
    for place in range(first, stop):
        target[place] = pixel(place % width, place // width)


def runs(total, workers):
    first = 0
    while first < total:
        stop = first + max(1, (total - first) // (3 * workers))
        yield first, stop
        first = stop


def render(pixel, width, height, workers):
    total = width * height
    array = Array("q", total, lock=False)
    tasks = [(pixel, width, first, stop) for first, stop in runs(total, workers)]
    with Pool(workers, begin, (array,)) as pool:
        pool.map(compute, tasks, chunksize=1)
    values = list(array)
    return [values[y * width : (y + 1) * width] for y in range(height)]
