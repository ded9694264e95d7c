"""Blur: a large picture, blurred by several processes.

Run this file to see what goes wrong:

    python exercises/ex33_shared_memory/blur.py
"""

import os
import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.shared_memory import SharedMemory

created = []


def blur_row(above, row, below):
    """One blurred row: each pixel becomes the mean of itself and of those above and below it."""
    return bytes([(a + b + c) // 3 for a, b, c in zip(above, row, below, strict=True)])


def blur_band(image, name, first, stop):
    """Blur the rows from `first` up to, not including, `stop` into the segment `name`."""
    width = len(image[0])
    target = SharedMemory(name)
    for y in range(first, stop):
        above = image[max(y - 1, 0)]
        below = image[min(y + 1, len(image) - 1)]
        target.buf[y * width : (y + 1) * width] = blur_row(above, image[y], below)
    target.close()


def blur(image, workers):
    """Blur `image` with `workers` child processes at the same time.

    image: a sequence of rows from top to bottom, all equally long, each a bytes with one pixel a
    byte, from 0 (black) to 255 (white). There is at least one row, and one pixel in it. To read a
    row may raise an exception, and Ctrl-C may come at any time: both go on to the caller.

    Returns the blurred picture, a list of bytes: every pixel is the mean, rounded down, of the
    pixel above it, itself, and the pixel below it. In the first row the pixel itself counts for
    the one above, in the last row for the one below.

    No child holds a copy of the picture, and however the call ends, no segment of shared memory
    and no child process is left.
    """
    width, height = len(image[0]), len(image)
    target = SharedMemory(create=True, size=width * height)
    created.append(target.name)
    with ProcessPoolExecutor(max_workers=workers) as executor:
        works = [
            executor.submit(
                blur_band,
                image,
                target.name,
                height * k // workers,
                height * (k + 1) // workers,
            )
            for k in range(workers)
        ]
        for work in works:
            work.result()
    return [bytes(target.buf[y * width : (y + 1) * width]) for y in range(height)]


def main():
    image = [os.urandom(1000) for _ in range(1000)]
    workers = 4
    blur(image, workers)
    sent = len(pickle.dumps(image)) * workers
    print(f"The picture has {1000 * 1000:,} bytes.")
    print(f"To {workers} children together {sent:,} bytes were sent.")

    for name in created:
        try:
            segment = SharedMemory(name)
        except FileNotFoundError:
            continue
        print(f"blur has returned, and a segment of {segment.size:,} bytes is still there.")
        segment.close()
        segment.unlink()


if __name__ == "__main__":
    main()
