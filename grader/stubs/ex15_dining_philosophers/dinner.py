"""Dining philosophers: a round table, and a fork between any two who sit side by side.

Run this file to see what goes wrong:

    python exercises/ex15_dining_philosophers/dinner.py
"""

import threading
import time


class Table:
    """A round table with seats 0 to n - 1, 2 or more; seat i is beside seat i - 1 and seat i + 1,
    and the last is beside seat 0."""

    def __init__(self, n):
        self.n = n
        self.forks = [threading.Lock() for _ in range(n)]

    def eat(self, i, bite):
        """The philosopher on seat `i` eats: waits for both forks, calls `bite()` once, puts the
        forks down, and returns.

        There is one thread for each philosopher. Two who sit side by side never eat at the same
        time; two who do not, can. Every call comes to an end as long as every bite does, and who
        waits leaves the processor to others. An exception of `bite`, whichever it is, reaches the
        caller, and the forks are put down all the same.
        """
        with self.forks[i]:  # the left one
            time.sleep(10 / 1000)
            with self.forks[(i + 1) % self.n]:  # the right one
                bite()


def main():
    names = ["Arendt", "Beauvoir", "Confucius", "Descartes", "Epicurus"]
    table = Table(len(names))
    fed = []
    philosophers = [
        # Daemon threads, so that this script can end although they never do.
        threading.Thread(target=table.eat, args=(i, lambda n=name: fed.append(n)), daemon=True)
        for i, name in enumerate(names)
    ]
    for philosopher in philosophers:
        philosopher.start()
    deadline = time.monotonic() + 1
    for philosopher in philosophers:
        philosopher.join(timeout=max(0, deadline - time.monotonic()))

    for name in names:
        print(f"{name} has eaten." if name in fed else f"{name} is still waiting for a fork.")
    if len(fed) < len(names):
        print("Nobody will ever put one down.")


if __name__ == "__main__":
    main()
