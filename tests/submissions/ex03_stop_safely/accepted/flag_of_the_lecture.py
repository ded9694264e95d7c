# style: as in the lecture, a plain flag and a daemon thread that is joined
import sys
import threading
import time


class Ticker:
    def __init__(self, write, interval):
        self.write = write
        self.interval = interval
        self.is_stopped = True
        self.work = None

    def start(self):
        if not self.is_stopped:
            return
        self.is_stopped = False
        self.work = threading.Thread(target=self.work_thread, daemon=True)
        self.work.start()

    def stop(self):
        if self.is_stopped:
            return
        self.is_stopped = True
        self.work.join()

    def work_thread(self):
        ticks = 0
        while not self.is_stopped:
            ticks += 1
            self.write(f"tick {ticks}")
            time.sleep(self.interval)
        self.write(f"stopped after {ticks} ticks")


def main(seconds=2.0):
    ticker = Ticker(lambda text: print(text, flush=True), 0.1)
    ticker.start()
    try:
        print("Press Ctrl-C to stop.", flush=True)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(20 / 1000)
    except KeyboardInterrupt:
        ticker.stop()
    else:
        ticker.stop()


if __name__ == "__main__":
    main(float(sys.argv[1]) if sys.argv[1:] else 2.0)

    running = threading.active_count() - 1
    if running:
        print(f"main is over, and {running} thread still runs: its last line will be lost.")
