# must fail: every_pixel_is_blurred
# kind: wrong_result
# why: a ShareableList of rows: it gives them back without the zeros at their end
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.managers import SharedMemoryManager


def blur_row(above, row, below):
    return bytes([(a + b + c) // 3 for a, b, c in zip(above, row, below)])


def blur_band(source, target, first, stop):
    last = len(source) - 1
    for y in range(first, stop):
        target[y] = blur_row(source[max(y - 1, 0)], source[y], source[min(y + 1, last)])


def blur(image, workers):
    with SharedMemoryManager() as manager:
        source = manager.ShareableList([bytes(row) for row in image])
        target = manager.ShareableList([bytes([255]) * len(row) for row in image])
        cuts = [len(image) * k // workers for k in range(workers + 1)]
        with ProcessPoolExecutor(workers) as executor:
            works = [
                executor.submit(blur_band, source, target, first, stop)
                for first, stop in zip(cuts, cuts[1:])
            ]
            for work in works:
                work.result()
        return list(target)
