"""Parallel sum: add up term(i) for many i, with several processes."""

import os
import time
from concurrent.futures import ProcessPoolExecutor


def chunks(start, end, n):
    """Cut the indices start, start + 1, ..., end - 1 into at most `n` chunks, in order.

    Returns a list of pairs (first, stop): a chunk goes from first up to, not including, stop, as
    range(first, stop) does. Every index is in exactly one chunk, no chunk is empty, and none is
    longer than its share: (end - start) / n, rounded up. No indices, no chunks: [].
    """
    # The step follows from how *many* indices there are. The last of them, `end`, says nothing
    # about that: from 1000 to 1010 there are ten.
    count = end - start
    # Rounding up: with ten indices for four workers, steps of 2 would leave two indices over.
    step = -(-count // n)
    # range cannot step by 0, and a negative step would walk away from `end`.
    if step < 1:
        return []
    # Only the last chunk may be cut short.
    return [(first, min(first + step, end)) for first in range(start, end, step)]


# What a process executes has to be a function of the module: a process that starts afresh (spawn)
# imports the module and looks the function up by its name.
def add_chunk(term, first, stop):
    """The sum of one chunk."""
    return sum(term(i) for i in range(first, stop))


def parallel_sum(term, start, end, workers):
    """The sum of term(i) for i in range(start, end), computed by `workers` processes.

    `term` takes one whole number and returns one; it may take its time, so it is called exactly
    once for each i, and the calls are shared out between the processes. The sum of nothing is 0.
    """
    with ProcessPoolExecutor(max_workers=workers) as executor:
        # First every chunk is handed in, and only then is the first result asked for. To wait for
        # each one before handing in the next would be a sequential program with extra cost.
        works = [
            executor.submit(add_chunk, term, first, stop)
            for first, stop in chunks(start, end, workers)
        ]
        # No process ever sees the `total` of another one: each returns the sum of its own chunk,
        # and the parent process adds these up.
        return sum(work.result() for work in works)


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

    print(f"The indices 1000 to 1009 for 4 workers: {chunks(1000, 1010, 4)}")


# A process that starts afresh imports this file. Without the guard it would start processes itself.
if __name__ == "__main__":
    main()
