# must fail: nothing_is_left_after_an_exception
# kind: wrong_result
# why: cleans up after the exceptions that came to mind, and SystemExit is neither of them
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.shared_memory import SharedMemory


def blur_row(above, row, below):
    return bytes([(a + b + c) // 3 for a, b, c in zip(above, row, below, strict=True)])


@contextmanager
def segment_of(size):
    segment = SharedMemory(create=True, size=size)
    try:
        yield segment
    except (Exception, KeyboardInterrupt):
        segment.close()
        segment.unlink()
        raise
    segment.close()
    segment.unlink()


def blur_band(source_name, target_name, width, height, first, stop):
    source, target = SharedMemory(source_name), SharedMemory(target_name)
    try:

        def row(y):
            y = min(max(y, 0), height - 1)
            return bytes(source.buf[y * width : (y + 1) * width])

        for y in range(first, stop):
            target.buf[y * width : (y + 1) * width] = blur_row(row(y - 1), row(y), row(y + 1))
    finally:
        source.close()
        target.close()


def blur(image, workers):
    width, height = len(image[0]), len(image)
    size = width * height
    with segment_of(size) as source, segment_of(size) as target:
        for y, row in enumerate(image):
            source.buf[y * width : (y + 1) * width] = row
        cuts = [height * k // workers for k in range(workers + 1)]
        with ProcessPoolExecutor(max_workers=workers) as executor:
            works = [
                executor.submit(
                    blur_band, source.name, target.name, width, height, cuts[k], cuts[k + 1]
                )
                for k in range(workers)
            ]
            for work in works:
                work.result()
        return [bytes(target.buf[y * width : (y + 1) * width]) for y in range(height)]
