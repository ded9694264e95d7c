# style: a chain of timers; stop cancels the next one and writes the last line itself
import sys
import time
from threading import Lock, Timer


class Ticker:
    def __init__(self, write, interval):
        self._write, self._interval = write, interval
        self._lock = Lock()
        self._timers = []

    def _next(self):
        self._timers.append(Timer(self._interval, self._tick))
        self._timers[-1].start()

    def _tick(self):
        with self._lock:
            if self._timers:
                self._ticks += 1
                self._write(f"tick {self._ticks}")
                self._next()

    def start(self):
        if not self._timers:
            self._ticks = 0
            with self._lock:
                self._next()

    def stop(self):
        if not self._timers:
            return
        with self._lock:
            timers, self._timers = self._timers, []
        timers[-1].cancel()
        for timer in timers:
            timer.join()
        self._write(f"stopped after {self._ticks} ticks")


def main(seconds=2.0):
    ticker = Ticker(print, 0.1)
    try:
        ticker.start()
        print("Press Ctrl-C to stop.")
        time.sleep(seconds)
    except KeyboardInterrupt:
        pass
    finally:
        ticker.stop()


if __name__ == "__main__":
    main(float(sys.argv[1]) if sys.argv[1:] else 2.0)
