# must fail: nothing_is_left
# kind: leaked_process
# why: the workers of the pool wait for more tasks when blur has long returned
import multiprocessing
from multiprocessing.shared_memory import SharedMemory

pools = []


def blur_one(task):
    source_name, target_name, width, height, y = task
    source, target = SharedMemory(source_name), SharedMemory(target_name)
    rows = [
        bytes(source.buf[k * width : (k + 1) * width])
        for k in (max(y - 1, 0), y, min(y + 1, height - 1))
    ]
    target.buf[y * width : (y + 1) * width] = bytes([sum(p) // 3 for p in zip(*rows)])
    source.close()
    target.close()


def blur(image, workers):
    width, height = len(image[0]), len(image)
    source = SharedMemory(create=True, size=width * height)
    target = SharedMemory(create=True, size=width * height)
    try:
        for y, row in enumerate(image):
            source.buf[y * width : (y + 1) * width] = row
        pools.append(multiprocessing.Pool(workers))
        tasks = [(source.name, target.name, width, height, y) for y in range(height)]
        pools[-1].map(blur_one, tasks)
        return [bytes(target.buf[y * width : (y + 1) * width]) for y in range(height)]
    finally:
        for segment in (source, target):
            segment.close()
            segment.unlink()
