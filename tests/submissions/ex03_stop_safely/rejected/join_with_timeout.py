# must fail: stop_waits_for_the_end
# kind: leaked_thread
# why: join(timeout) returns when the time is up, whether the thread has ended or not
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
            self.asked.clear()
            self.work = threading.Thread(target=self.work_thread)
            self.work.start()

    def stop(self):
        if self.work is not None:
            self.asked.set()
            self.work.join(timeout=self.interval / 2)
            self.work = None

    def work_thread(self):
        ticks = 0
        while not self.asked.is_set():
            time.sleep(self.interval)
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
