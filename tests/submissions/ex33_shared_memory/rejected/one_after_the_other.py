# must fail: children_share_the_work
# kind: not_parallel
# why: waits for each child before it starts the next one
from contextlib import contextmanager
from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory


def blur_row(above, row, below):
    return bytes([(a + b + c) // 3 for a, b, c in zip(above, row, below, strict=True)])


@contextmanager
def segment_of(size):
    segment = SharedMemory(create=True, size=size)
    try:
        yield segment
    finally:
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
        for k in range(workers):
            first, stop = height * k // workers, height * (k + 1) // workers
            child = Process(
                target=blur_band, args=(source.name, target.name, width, height, first, stop)
            )
            child.start()
            try:
                child.join()
            finally:
                child.terminate()
                child.join()
        return [bytes(target.buf[y * width : (y + 1) * width]) for y in range(height)]
