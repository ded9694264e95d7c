"""Parallel sum: add up term(i) for many i, with several processes.

Run this file to see what goes wrong:

    python exercises/ex31_parallel_sum/parallel_sum.py
"""

import os
import time


def chunks(start, end, n):
    """Cut the indices start, start + 1, ..., end - 1 into at most `n` chunks, in order.

    Returns a list of pairs (first, stop): a chunk goes from first up to, not including, stop, as
    range(first, stop) does. Every index is in exactly one chunk, no chunk is empty, and none is
    longer than its share: (end - start) / n, rounded up. No indices, no chunks: [].
    """
    step = end // n + (1 if end % n else 0)
    return [(i, min(i + step, end)) for i in range(start, end, step)]


def add_chunk(term, first, stop):
    """The sum of one chunk."""
    total = 0
    for i in range(first, stop):
        total += term(i)
    return total


def parallel_sum(term, start, end, workers):
    """The sum of term(i) for i in range(start, end), computed by `workers` processes.

    `term` takes one whole number and returns one; it may take its time, so it is called exactly
    once for each i, and the calls are shared out between the processes. The sum of nothing is 0.
    """
    total = 0
    for first, stop in chunks(start, end, workers):
        total += add_chunk(term, first, stop)
    return total


def slow_square(i):
    """A term that keeps a CPU busy for a while."""
    for _ in range(100_000):
        pass
    return i * i


def main():
    workers = os.cpu_count() or 1
    for n in (1, workers):
        began = time.perf_counter()
        total = parallel_sum(slow_square, 1, 200, n)
        seconds = time.perf_counter() - began
        print(f"{n} worker(s): total={total:,} in {seconds:.2f} s")
    print(f"Did {workers} workers help?")

    print(f"The indices 1000 to 1009 for 4 workers: {chunks(1000, 1010, 4)}")
    print("How much is left for workers 2, 3 and 4?")


if __name__ == "__main__":
    main()
