"""A promise: the outcome of work that somebody else is still doing."""

import threading
import time


class Promise:
    """The outcome of work that another thread is still doing: a value, or an exception.

    It gets its outcome once. Any number of threads may ask for it, before and after.
    """

    def __init__(self):
        self._changed = threading.Condition()
        # What is remembered is *whether* there is an outcome. Neither the value nor the call that
        # wakes the waiters could say that: any value is possible, None included, and a call is only
        # heard by those who are asleep at that moment.
        self._done = False
        self._value = None
        self._error = None

    def set_result(self, value):
        """Give the promise its value. Raises RuntimeError when it has an outcome already."""
        self._settle(value, None)

    def set_exception(self, error):
        """Give the promise the exception that result() raises; else as set_result."""
        self._settle(None, error)

    def _settle(self, value, error):
        with self._changed:
            # Looking and setting are one critical section, so of several threads only one wins.
            if self._done:
                raise RuntimeError("the promise has an outcome already")
            self._value = value
            self._error = error
            self._done = True
            # notify() would wake one waiter. The outcome is for all of them.
            self._changed.notify_all()

    def result(self, timeout=None):
        """Wait for the outcome, `timeout` seconds at most; return the value or raise the exception.

        Raises TimeoutError when there is no outcome by then.
        """
        with self._changed:
            # wait_for looks first and waits only if there is nothing yet. Nobody can set the
            # outcome between the two: that needs the lock, which wait() gives away only when this
            # thread is already among the sleepers.
            if not self._changed.wait_for(lambda: self._done, timeout):
                raise TimeoutError(f"no outcome after {timeout} seconds")
        # From here on nothing changes any more, so no lock is needed to look at it.
        if self._error is not None:
            raise self._error
        return self._value


def main():
    cake = Promise()

    def wait_for_cake():
        print(f"{threading.current_thread().name} gets {cake.result()}.")

    customers = [threading.Thread(target=wait_for_cake, name=name) for name in ("Kim", "Lee")]
    for customer in customers:
        customer.start()
    time.sleep(0.1)
    cake.set_result("a plum cake")
    for customer in customers:
        customer.join()

    try:
        cake.set_result("a nut cake")
    except RuntimeError as error:
        print(f"A nut cake is refused: {error}.")


if __name__ == "__main__":
    main()
