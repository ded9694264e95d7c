"""A car park with a fixed number of places."""

import threading
import time


class Parking:
    """A car park with `n` places, 1 or more. All of them are free at first."""

    def __init__(self, n):
        # A semaphore is a counter with a queue: acquire waits until the counter is above 0 and
        # takes one off, in a single step; release adds one and wakes a thread that waits. So the
        # counter always is the number of free places, and nobody can come between looking and
        # taking. A lock is the same thing with n = 1.
        #
        # The bounded kind raises ValueError when more is given back than was taken, so a mistake
        # in the other direction would not go unnoticed either.
        self._places = threading.BoundedSemaphore(n)

    def park(self, car, stay):
        """Wait until a place is free, take it, call `stay(car)`, give the place back.

        Returns what `stay` returned.
        """
        # However this block is left, by return or by any exception, the place is given back.
        with self._places:
            return stay(car)


def main():
    parking = Parking(2)

    def stay(car):
        print(f"{car} has come.")
        time.sleep(100 / 1000)
        print(f"{car} leaves.")

    drivers = [threading.Thread(target=parking.park, args=(car, stay)) for car in "ABCDEF"]
    for driver in drivers:
        driver.start()
    for driver in drivers:
        driver.join()


if __name__ == "__main__":
    main()
