# must fail: no_child_has_a_copy
# kind: wrong_result
# why: unlinks the segment for the result, but still sends the picture to every child
from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory


def blur_band(image, name, first, stop):
    width, last = len(image[0]), len(image) - 1
    target = SharedMemory(name)
    for y in range(first, stop):
        rows = zip(image[max(y - 1, 0)], image[y], image[min(y + 1, last)])
        target.buf[y * width : (y + 1) * width] = bytes([(a + b + c) // 3 for a, b, c in rows])
    target.close()


def blur(image, workers):
    width, height = len(image[0]), len(image)
    target = SharedMemory(create=True, size=width * height)
    try:
        children = []
        for k in range(workers):
            band = (image, target.name, height * k // workers, height * (k + 1) // workers)
            children.append(Process(target=blur_band, args=band))
            children[-1].start()
        for child in children:
            child.join()
        return [bytes(target.buf[y * width : (y + 1) * width]) for y in range(height)]
    finally:
        target.close()
        target.unlink()
