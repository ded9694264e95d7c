"""Dining philosophers: a round table, and a fork between any two who sit side by side."""

import threading


class Table:
    """A round table with seats 0 to n - 1; the last is beside seat 0."""

    def __init__(self, n):
        self.n = n
        self.forks = [threading.Lock() for _ in range(n)]

    def eat(self, i, bite):
        """The philosopher on seat `i` takes both forks, calls `bite()`, and puts them down."""
        # The fork with the smaller number first, for everybody. That is the left one on every
        # seat but the last, where the right fork has number 0.
        #
        # Whoever holds a fork waits at most for one with a greater number. Follow the waiting from
        # philosopher to philosopher, and the numbers go up, so it never comes back to where it
        # began: of the four conditions of a deadlock, the circular wait is gone.
        first, second = sorted((i, (i + 1) % self.n))

        # with takes its locks one after the other, in the order in which they stand here, and puts
        # them down however the bite ends. Each fork is a lock of its own, so those who share no
        # fork do not meet at all.
        with self.forks[first], self.forks[second]:
            bite()


def main():
    names = ["Arendt", "Beauvoir", "Confucius", "Descartes", "Epicurus"]
    table = Table(len(names))
    philosophers = [
        threading.Thread(target=table.eat, args=(i, lambda n=name: print(f"{n} eats.")))
        for i, name in enumerate(names)
    ]
    for philosopher in philosophers:
        philosopher.start()
    for philosopher in philosophers:
        philosopher.join()


if __name__ == "__main__":
    main()
