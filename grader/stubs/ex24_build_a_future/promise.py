"""A promise: the outcome of work that somebody else is still doing.

Run this file to see what goes wrong:

    python exercises/ex24_build_a_future/promise.py
"""

import threading
import time


class Promise:
    """The outcome of work that another thread is still doing: a value, or an exception.

    It gets its outcome once. Any number of threads may ask for it, before and after.
    """

    def __init__(self):
        self._changed = threading.Condition()
        self._value = None
        self._error = None

    def set_result(self, value):
        """Give the promise its value, which may be anything (None, or an exception object, too).

        Everybody who waits in result() gets it, and everybody who asks later. Raises RuntimeError
        when the promise has an outcome already; that one stays.
        """
        with self._changed:
            self._value = value
            self._changed.notify()

    def set_exception(self, error):
        """Give the promise the exception `error`, which result() raises; else as set_result."""
        with self._changed:
            self._error = error
            self._changed.notify()

    def result(self, timeout=None):
        """Wait for the outcome; return the value, or raise the exception that was set.

        Waits for `timeout` seconds at most (None: as long as it takes) and raises TimeoutError when
        there is no outcome by then. An outcome that is there is given at once, whatever `timeout`
        is. While it waits it does not look again and again: it is woken, and uses no CPU.
        """
        with self._changed:
            self._changed.wait(timeout)
        if self._error is not None:
            raise self._error
        return self._value


def customer(name, cake):
    """Start a thread that waits for the cake."""

    def wait_for_cake():
        print(f"{name} gets {cake.result()}.")

    # A daemon thread, so that this script can end although it may wait for ever.
    thread = threading.Thread(target=wait_for_cake, name=name, daemon=True)
    thread.start()
    return thread


def see_off(customers):
    for thread in customers:
        thread.join(timeout=0.5)
        if thread.is_alive():
            print(f"{thread.name} is still waiting.")


def main():
    cake = Promise()
    print("Kim and Lee wait for the cake of the day.")
    early = [customer("Kim", cake), customer("Lee", cake)]
    time.sleep(0.1)
    print("The baker brings a plum cake.")
    cake.set_result("a plum cake")
    see_off(early)

    print("Park comes later.")
    see_off([customer("Park", cake)])

    print("A second baker brings a nut cake.")
    try:
        cake.set_result("a nut cake")
    except RuntimeError:
        print("There is a cake already.")
    else:
        print("Nobody objects: which of the two is the cake of the day?")


if __name__ == "__main__":
    main()
