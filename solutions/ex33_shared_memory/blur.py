"""Blur: a large picture, blurred by several processes."""

import os
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.shared_memory import SharedMemory


def blur_row(above, row, below):
    """One blurred row: each pixel becomes the mean of itself and of those above and below it."""
    return bytes([(a + b + c) // 3 for a, b, c in zip(above, row, below, strict=True)])


@contextmanager
def segment_of(size):
    """A new segment of shared memory, which is gone when the block is left, however it is left."""
    # A segment is a file in memory. It belongs to no process: it stays when whoever made it goes
    # on, and takes up memory until somebody unlinks it. So this is a matter for `finally`, which
    # also runs when the block ends with an exception, or with Ctrl-C.
    segment = SharedMemory(create=True, size=size)
    try:
        yield segment
    finally:
        segment.close()  # this process does not use it any more
        segment.unlink()  # nobody is going to


def blur_band(source_name, target_name, width, height, first, stop):
    """Blur the rows from `first` up to, not including, `stop` from one segment into the other."""
    # What travels to a child is a name. The child maps the same memory into its own: nothing is
    # copied, however large the picture.
    source, target = SharedMemory(source_name), SharedMemory(target_name)
    try:

        def row(y):
            # A slice of a buffer is a view of it. As bytes it is a copy, of one row.
            y = min(max(y, 0), height - 1)
            return bytes(source.buf[y * width : (y + 1) * width])

        for y in range(first, stop):
            # No two children write the same row, so they need no lock. And nobody writes into the
            # source, where a neighbour still needs the unblurred row at the border of its band.
            target.buf[y * width : (y + 1) * width] = blur_row(row(y - 1), row(y), row(y + 1))
    finally:
        # Closing is for everybody who has a segment open, unlinking for one process only.
        source.close()
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
    size = width * height
    with segment_of(size) as source, segment_of(size) as target:
        # The one copy that there is, made once and for all children.
        for y, row in enumerate(image):
            source.buf[y * width : (y + 1) * width] = row
        # The pool is inside: its children have ended before the segments go.
        with ProcessPoolExecutor(max_workers=workers) as executor:
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
            # A future that nobody asks for its result keeps its exception to itself.
            for work in works:
                work.result()
        return [bytes(target.buf[y * width : (y + 1) * width]) for y in range(height)]


def main():
    image = [os.urandom(1000) for _ in range(1000)]
    blurred = blur(image, 4)
    print(f"The picture has {1000 * 1000:,} bytes.")
    print(f"Its contrast was {max(map(max, image)) - min(map(min, image))},", end=" ")
    print(f"and it is {max(map(max, blurred)) - min(map(min, blurred))} now.")


if __name__ == "__main__":
    main()
