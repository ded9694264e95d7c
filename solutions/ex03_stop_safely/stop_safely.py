"""A worker thread that ticks until it is stopped."""

import sys
import threading
import time


class Ticker:
    """Writes one line every `interval` seconds, in a thread of its own, until it is stopped."""

    def __init__(self, write, interval):
        self.write = write
        self.interval = interval
        self._stop = threading.Event()
        self._thread = None

    def start(self):
        """Begin to write "tick 1", "tick 2", ... and return at once."""
        if self._thread is not None:
            return
        self._stop.clear()
        # Not a daemon: the program must not end before this thread has written its last line.
        self._thread = threading.Thread(target=self._work, name="ticker")
        self._thread.start()

    def stop(self):
        """End the ticking; return when the last line is written and the thread has ended."""
        if self._thread is None:
            return
        # No thread can be ended from outside. It is asked to end, and ends by itself as soon as it
        # looks. Without the join, this would return while the last lines are still to come.
        self._stop.set()
        self._thread.join()
        self._thread = None

    def _work(self):
        ticks = 0
        # wait(interval) is a sleep that set() cuts short. It returns True when the event is set.
        while not self._stop.wait(self.interval):
            ticks += 1
            self.write(f"tick {ticks}")
        self.write(f"stopped after {ticks} ticks")


def main(seconds=2.0):
    """Let a ticker print a line every tenth of a second, for `seconds` seconds or until Ctrl-C."""
    ticker = Ticker(print, 0.1)
    # Ctrl-C raises KeyboardInterrupt in the main thread, wherever that is at the moment, and only
    # there: the worker thread hears nothing of it and has to be told.
    try:
        ticker.start()
        print("Press Ctrl-C to stop.")
        time.sleep(seconds)
    except KeyboardInterrupt:
        pass
    finally:
        # However this ends: also if something else is raised above.
        ticker.stop()


if __name__ == "__main__":
    main(float(sys.argv[1]) if sys.argv[1:] else 2.0)
