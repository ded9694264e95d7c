# must fail: start_may_come_again
# kind: wrong_result
# why: the event is never cleared, so after a stop the ticker writes no tick any more
import sys
import threading
import time


class Ticker:
    def __init__(self, write, interval):
        self.write = write
        self.interval = interval
        self.asked = threading.Event()
        self.work = None

    def start(self):
        if self.work is None:
            self.work = threading.Thread(target=self.work_thread)
            self.work.start()

    def stop(self):
        if self.work is not None:
            self.asked.set()
            self.work.join()
            self.work = None

    def work_thread(self):
        ticks = 0
        while not self.asked.wait(self.interval):
            ticks += 1
            self.write(f"tick {ticks}")
        self.write(f"stopped after {ticks} ticks")


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
