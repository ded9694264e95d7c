"""Mandelbrot: compute a picture pixel by pixel, with several processes.

Run this file to see what goes wrong:

    python exercises/ex32_chunks_that_pay/mandelbrot.py
"""

import os
import time
from concurrent.futures import ProcessPoolExecutor


def render(pixel, width, height, workers):
    """Compute a picture of width x height pixels with `workers` processes at the same time.

    pixel(x, y) gives the value of one pixel, a whole number of any size. It is called exactly once
    for each x in range(width) and y in range(height), and how long it takes differs from place to
    place.

    Returns the rows, from y = 0 on, as a list of lists: rows[y][x] is pixel(x, y).
    """
    with ProcessPoolExecutor(max_workers=workers) as executor:
        works = [[executor.submit(pixel, x, y) for x in range(width)] for y in range(height)]
        return [[work.result() for work in row] for row in works]


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
    print("What did the processes do all that time?")


if __name__ == "__main__":
    main()
