# style: Process, two segments, try and finally, slices of memoryviews
from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory


def work(names, width, height, first, step):
    segments = [SharedMemory(name) for name in names]
    source, target = (segment.buf for segment in segments)
    for y in range(first, height, step):
        up, down = max(0, y - 1) * width, min(height - 1, y + 1) * width
        here = y * width
        target[here : here + width] = bytes(
            (source[up + x] + source[here + x] + source[down + x]) // 3 for x in range(width)
        )
    del source, target
    for segment in segments:
        segment.close()


def blur(image, workers):
    width, height = len(image[0]), len(image)
    segments, children = [], []
    try:
        for _ in range(2):
            segments.append(SharedMemory(create=True, size=width * height))
        source, target = segments
        for y in range(height):
            source.buf[y * width : y * width + width] = image[y]
        names = [segment.name for segment in segments]
        children = [
            Process(target=work, args=(names, width, height, k, workers)) for k in range(workers)
        ]
        for child in children:
            child.start()
        for child in children:
            child.join()
        whole = bytes(target.buf[: width * height])
        return [whole[y * width : (y + 1) * width] for y in range(height)]
    finally:
        for child in children:
            if child.pid is not None:
                child.terminate()
                child.join()
        for segment in segments:
            segment.close()
            segment.unlink()
