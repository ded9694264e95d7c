# style: ExitStack, multiprocessing.Pool with an initializer, small bands
from contextlib import ExitStack
from multiprocessing import Pool
from multiprocessing.shared_memory import SharedMemory

shared = {}


def blur_row(above, row, below):
    return bytes([(a + b + c) // 3 for a, b, c in zip(above, row, below)])


def attach(source, target, width, height):
    shared.update(
        source=SharedMemory(source), target=SharedMemory(target), width=width, height=height
    )


def blur_one(y):
    width, height = shared["width"], shared["height"]

    def row(k):
        k = sorted((0, k, height - 1))[1]
        return shared["source"].buf[k * width : (k + 1) * width]

    place = slice(y * width, (y + 1) * width)
    shared["target"].buf[place] = blur_row(row(y - 1), row(y), row(y + 1))


def blur(image, workers):
    width, height = len(image[0]), len(image)
    with ExitStack() as stack:
        segments = []
        for _ in range(2):
            segment = SharedMemory(create=True, size=width * height)
            stack.callback(segment.unlink)
            stack.callback(segment.close)
            segments.append(segment)
        source, target = segments
        for y, row in enumerate(image):
            source.buf[y * width : (y + 1) * width] = row
        pool = stack.enter_context(
            Pool(workers, attach, (source.name, target.name, width, height))
        )
        pool.map(blur_one, range(height))
        pool.close()
        pool.join()
        return [target.buf[y * width : (y + 1) * width].tobytes() for y in range(height)]
