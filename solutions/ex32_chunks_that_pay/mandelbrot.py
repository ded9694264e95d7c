"""Mandelbrot: compute a picture pixel by pixel, with several processes."""

import os
import time
from concurrent.futures import ProcessPoolExecutor


# What a process executes has to be a function of the module: a process that starts afresh (spawn)
# imports the module and looks the function up by its name.
def render_row(pixel, width, y):
    """One row of the picture."""
    return [pixel(x, y) for x in range(width)]


def render(pixel, width, height, workers):
    """Compute a picture of width x height pixels with `workers` processes at the same time.

    pixel(x, y) gives the value of one pixel, a whole number of any size. It is called exactly once
    for each x in range(width) and y in range(height), and how long it takes differs from place to
    place.

    Returns the rows, from y = 0 on, as a list of lists: rows[y][x] is pixel(x, y).
    """
    # How large should a task be? Two costs pull in opposite directions.
    #
    # Every task is a message there and a message back: the arguments are pickled, written into a
    # pipe, read, unpickled. That takes about as long as some pixels do. So a task must be large
    # enough for the work in it to outweigh the two messages: one pixel is far too little.
    #
    # But a task is also the least that a worker can take on. With as many tasks as workers, whoever
    # gets the part of the picture where pixels take long works on when all others have finished.
    # So tasks must be small enough for there to be many more of them than workers: who is done
    # early takes another one.
    #
    # A row is both: hundreds of pixels for two messages, and hundreds of rows for a few workers.
    with ProcessPoolExecutor(max_workers=workers) as executor:
        # All rows are handed in before the first result is asked for. However they are finished,
        # the results are in the order in which they were submitted.
        works = [executor.submit(render_row, pixel, width, y) for y in range(height)]
        return [work.result() for work in works]


def mandelbrot(x, y):
    """How many steps it takes until one sees that a point is not in the Mandelbrot set (50 at
    the most: then it is taken to be in it)."""
    c = complex(x / 30 - 2.2, y / 20 - 1.25)
    z = 0j
    for step in range(50):
        if abs(z) > 2:
            return step
        z = z * z + c
    return 50


def main():
    width, height = 90, 50
    began = time.perf_counter()
    rows = [[mandelbrot(x, y) for x in range(width)] for y in range(height)]
    alone = time.perf_counter() - began
    for row in rows[::4]:
        print("".join("#" if steps == 50 else "+" if steps > 5 else "." for steps in row))

    workers = os.cpu_count() or 1
    began = time.perf_counter()
    render(mandelbrot, width, height, workers)
    together = time.perf_counter() - began
    print(f"{width * height:,} pixels, no other process: {alone:.2f} s")
    print(f"{width * height:,} pixels, {workers} worker(s):    {together:.2f} s")


if __name__ == "__main__":
    main()
