# style: a pool of one worker; ticks fall due at fixed moments, so that they do not drift
import sys
import time
from concurrent.futures import ThreadPoolExecutor


class Ticker:
    def __init__(self, write, interval):
        self.write = write
        self.interval = interval
        self.pool = None
        self.going = [False]

    def start(self):
        if self.pool is not None:
            return
        self.going = going = [True]
        self.pool = ThreadPoolExecutor(max_workers=1)
        self.ticks = self.pool.submit(self.run, going)

    def stop(self):
        if self.pool is None:
            return
        self.going[0] = False
        self.write(f"stopped after {self.ticks.result()} ticks")
        self.pool.shutdown()
        self.pool = None

    def run(self, going):
        ticks = 0
        due = time.monotonic()
        while going[0]:
            ticks += 1
            self.write(f"tick {ticks}")
            due += self.interval
            while going[0] and (left := due - time.monotonic()) > 0:
                time.sleep(min(left, self.interval / 4))
        return ticks


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
