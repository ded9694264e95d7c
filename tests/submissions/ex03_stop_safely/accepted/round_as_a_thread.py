# style: a subclass of Thread for each round, told to end through a condition
import sys
import threading


class Round(threading.Thread):
    def __init__(self, write, interval):
        super().__init__(name="round")
        self.write = write
        self.interval = interval
        self.over = threading.Condition()
        self.asked = False

    def run(self):
        ticks = 0
        with self.over:
            while not self.asked:
                ticks += 1
                self.write(f"tick {ticks}")
                self.over.wait_for(lambda: self.asked, self.interval)
        self.write(f"stopped after {ticks} ticks")

    def end(self):
        with self.over:
            self.asked = True
            self.over.notify_all()
        self.join()


class Ticker:
    def __init__(self, write, interval):
        self.arguments = (write, interval)
        self.rounds = []

    def start(self):
        if not self.rounds:
            self.rounds.append(Round(*self.arguments))
            self.rounds[0].start()

    def stop(self):
        while self.rounds:
            self.rounds[0].end()
            self.rounds.pop()


def main(seconds=2.0):
    ticker = Ticker(print, 0.1)
    try:
        ticker.start()
        print("Press Ctrl-C to stop.")
        threading.Event().wait(seconds)
    except KeyboardInterrupt:
        print("stopping")
    ticker.stop()


if __name__ == "__main__":
    main(float(sys.argv[1]) if sys.argv[1:] else 2.0)
