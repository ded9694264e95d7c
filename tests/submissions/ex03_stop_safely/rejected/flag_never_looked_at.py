# must fail: stop_waits_for_the_end
# kind: leaked_thread
# why: the flag is set, but the loop never looks at it; the daemon thread goes on
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
            self.work = threading.Thread(target=self.work_thread, daemon=True)
            self.work.start()

    def stop(self):
        if self.work is not None:
            self.asked.set()
            self.work = None

    def work_thread(self):
        ticks = 0
        while True:
            time.sleep(self.interval)
            ticks += 1
            self.write(f"tick {ticks}")


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
