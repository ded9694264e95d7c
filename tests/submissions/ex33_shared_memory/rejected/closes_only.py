# must fail: nothing_is_left, nothing_is_left_after_an_exception
# kind: wrong_result
# why: closes the segments, but nobody unlinks them
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.shared_memory import SharedMemory


def blur_row(above, row, below):
    return bytes([(a + b + c) // 3 for a, b, c in zip(above, row, below)])


def blur_band(source_name, target_name, width, height, first, stop):
    source, target = SharedMemory(source_name), SharedMemory(target_name)
    buffer = source.buf

    def row(y):
        y = min(max(y, 0), height - 1)
        return bytes(buffer[y * width : (y + 1) * width])

    for y in range(first, stop):
        target.buf[y * width : (y + 1) * width] = blur_row(row(y - 1), row(y), row(y + 1))
    del buffer
    source.close()
    target.close()


def blur(image, workers):
    width, height = len(image[0]), len(image)
    source = SharedMemory(create=True, size=width * height)
    target = SharedMemory(create=True, size=width * height)
    try:
        for y, row in enumerate(image):
            source.buf[y * width : (y + 1) * width] = row
        with ProcessPoolExecutor(workers) as executor:
            works = [
                executor.submit(
                    blur_band,
                    source.name,
                    target.name,
                    width,
                    height,
                    height * k // workers,
                    height * (k + 1) // workers,
                )
                for k in range(workers)
            ]
            for work in works:
                work.result()
        return [bytes(target.buf[y * width : (y + 1) * width]) for y in range(height)]
    finally:
        for segment in (source, target):
            segment.close()
