"""A colony grows round a dish: in every step each place depends on its neighbours one step before.

Run this file to see what goes wrong:

    python exercises/ex19_phases/phases.py
"""

import threading


def simulate(cells, steps, workers):
    """What has become of `cells` after so many steps, as a new list.

    In each step, every cell becomes the sum of its left neighbour, itself and its right neighbour,
    as these three were before the step. The cells form a ring: the last one and the first one are
    neighbours.

    cells: a list of numbers, perhaps empty; it stays as it is.
    steps: a whole number, 0 or more.
    workers: this many threads share the cells of each step evenly, 1 or more; perhaps more than
        there are cells.

    An `Exception` that + raises reaches the caller. The threads have ended when this returns.
    """
    row = list(cells)
    n = len(row)

    def work(mine):
        for _step in range(steps):
            for i in mine:
                row[i] = row[i - 1] + row[i] + row[(i + 1) % n]

    threads = [
        threading.Thread(target=work, args=(range(first, n, workers),), name=f"worker-{first + 1}")
        for first in range(workers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return row


def main():
    start = [0, 0, 0, 1, 0, 0, 0]
    expected = {0: start, 1: [0, 0, 1, 1, 1, 0, 0], 2: [0, 1, 2, 3, 2, 1, 0]}
    for steps, right in expected.items():
        got = simulate(start, steps, workers=2)
        print(f"after {steps} steps:", *got)
        if got != right:
            print("      should be:", *right)


if __name__ == "__main__":
    main()
