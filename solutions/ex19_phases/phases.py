"""A colony grows round a dish: each place depends on its neighbours one step before."""

import threading
from concurrent.futures import ThreadPoolExecutor


def simulate(cells, steps, workers):
    """What has become of `cells` after so many steps, as a new list."""
    n = len(cells)
    # A worker without a cell would only be one more to wait for at the barrier.
    workers = max(1, min(workers, n))

    # Two rows: in one step everybody reads from one and writes to the other, in the next step it
    # is the other way round. So within a step nobody writes what anybody reads, and the order in
    # which the cells are computed does not matter.
    rows = [list(cells), list(cells)]

    # And nobody may begin a step before all have finished the one before: what one would read is
    # not there yet, and what one would write over is still being read. A barrier lets its threads
    # through when all have come, and can be used again at once for the next step.
    barrier = threading.Barrier(workers)

    def work(mine):
        try:
            for step in range(steps):
                # The number of the step says which row is which, for every worker by itself. A
                # swap of two shared names would have to be done by exactly one of them.
                old, new = rows[step % 2], rows[(step + 1) % 2]
                for i in mine:
                    new[i] = old[i - 1] + old[i] + old[(i + 1) % n]
                barrier.wait()
        except threading.BrokenBarrierError:
            # Another worker has failed, and its exception is the one to be told.
            pass
        except BaseException:
            # The others wait at the barrier for somebody who will not come: send them home.
            barrier.abort()
            raise

    with ThreadPoolExecutor(max_workers=workers) as pool:
        # Every worker takes each workers-th cell, so no two shares differ by more than one.
        futures = [pool.submit(work, range(first, n, workers)) for first in range(workers)]
    for future in futures:
        future.result()
    return rows[steps % 2]


def main():
    for steps in range(3):
        print(f"after {steps} steps:", *simulate([0, 0, 0, 1, 0, 0, 0], steps, workers=2))


if __name__ == "__main__":
    main()
