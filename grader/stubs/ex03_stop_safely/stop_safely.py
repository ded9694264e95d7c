"""A worker thread that ticks until it is stopped.

Run this file to see what goes wrong, once as it is and once with Ctrl-C in the middle:

    python exercises/ex03_stop_safely/stop_safely.py
"""

import sys
import threading
import time


class Ticker:
    """Writes one line every `interval` seconds, in a thread of its own, until it is stopped.

    write: a function of one line of text.
    interval: seconds between two ticks.
    """

    def __init__(self, write, interval):
        self.write = write
        self.interval = interval
        self.stopped = False

    def start(self):
        """Begin to write "tick 1", "tick 2", ... and return at once.

        A ticker that is running is left alone; one that was stopped begins again with "tick 1".
        """
        threading.Thread(target=self._work, name="ticker", daemon=True).start()

    def stop(self):
        """End the ticking; return when the last line is written and the thread has ended.

        The last line is "stopped after N ticks". Stopping what is not running does nothing.
        """
        self.stopped = True

    def _work(self):
        ticks = 0
        while True:
            ticks += 1
            self.write(f"tick {ticks}")
            time.sleep(self.interval)
        self.write(f"stopped after {ticks} ticks")


def main(seconds=2.0):
    """Let a ticker print a line every tenth of a second, for `seconds` seconds or until Ctrl-C.

    Says "Press Ctrl-C to stop." as soon as that is possible. However it ends, the ticker is
    stopped, its last line is the last line of all, and main returns.
    """
    ticker = Ticker(print, 0.1)
    ticker.start()
    print("Press Ctrl-C to stop.")
    time.sleep(seconds)
    ticker.stop()


if __name__ == "__main__":
    main(float(sys.argv[1]) if sys.argv[1:] else 2.0)

    running = threading.active_count() - 1
    if running:
        print(f"main is over, and {running} thread still runs: its last line will be lost.")
