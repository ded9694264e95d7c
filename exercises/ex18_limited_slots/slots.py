"""A car park with a fixed number of places.

Run this file to see what goes wrong:

    python exercises/ex18_limited_slots/slots.py
"""

import threading
import time


class Parking:
    """A car park with `n` places, 1 or more. All of them are free at first."""

    def __init__(self, n):
        self.n = n
        self.taken = 0

    def park(self, car, stay):
        """Wait until a place is free, take it, call `stay(car)`, give the place back.

        car: the name of the car; two cars may have the same name.
        stay: a function of the name; it is called once, and the place is taken until it is over.

        Returns what `stay` returned. An exception of `stay`, whichever it is, reaches the caller,
        and the place is free again all the same. Many threads call this at once: never more than
        `n` cars have a place at the same moment, `n` of them can, and no car waits for ever while
        places are being given back.
        """
        while self.taken > self.n:
            time.sleep(10 / 1000)
        self.taken += 1
        receipt = stay(car)
        self.taken -= 1
        return receipt


def main():
    parked = []
    most = 0

    def stay(car):
        nonlocal most
        parked.append(car)
        most = max(most, len(parked))
        time.sleep(100 / 1000)
        parked.remove(car)

    parking = Parking(2)
    drivers = [threading.Thread(target=parking.park, args=(car, stay)) for car in "ABCDEF"]
    for driver in drivers:
        driver.start()
    for driver in drivers:
        driver.join()
    print(f"2 places, 6 cars: at most {most} cars were parked at the same moment.")

    def crash(car):
        raise RuntimeError(f"car {car} has hit a pillar")

    for car in "XYZ":
        try:
            parking.park(car, crash)
        except RuntimeError as error:
            print(f"{error}, and is towed away.")

    # A daemon thread, so that this script can end although the driver never does.
    driver = threading.Thread(target=parking.park, args=("A", stay), daemon=True)
    driver.start()
    driver.join(timeout=0.5)
    if driver.is_alive():
        print("The car park is empty, and car A still waits for a place. It will wait for ever.")
    else:
        print("The car park is empty, and car A has found a place.")


if __name__ == "__main__":
    main()
