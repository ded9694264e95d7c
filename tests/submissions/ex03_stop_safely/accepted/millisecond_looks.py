# style: sleeps in slices of a millisecond, and looks at a flag of the module in between
import sys
import threading
import time

is_stopped = {}


def work_thread(ticker, ticks=0):
    while not is_stopped[ticker]:
        ticks += 1
        ticker.write(f"tick {ticks}")
        due = time.monotonic() + ticker.interval
        while time.monotonic() < due and not is_stopped[ticker]:
            time.sleep(1 / 1000)
    ticker.write(f"stopped after {ticks} ticks")


class Ticker:
    def __init__(self, write, interval):
        self.write, self.interval = write, interval

    def start(self):
        if is_stopped.get(self, True):
            is_stopped[self] = False
            self.work = threading.Thread(target=work_thread, args=(self,))
            self.work.start()

    def stop(self):
        if not is_stopped.get(self, True):
            is_stopped[self] = True
            while self.work.is_alive():
                time.sleep(1 / 1000)


def main(seconds=2.0):
    ticker = Ticker(print, 0.1)
    ticker.start()
    try:
        print("Press Ctrl-C to stop.")
        for _ in range(int(seconds * 100)):
            time.sleep(1 / 100)
    except KeyboardInterrupt:
        pass
    ticker.stop()


if __name__ == "__main__":
    main(float(sys.argv[1]) if sys.argv[1:] else 2.0)
