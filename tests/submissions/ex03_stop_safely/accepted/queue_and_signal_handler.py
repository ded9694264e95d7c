# style: a queue tells the thread to stop, and a signal handler hears Ctrl-C
import queue
import signal
import sys
import threading


class Ticker:
    def __init__(self, write, interval):
        self.write = write
        self.interval = interval
        self.running = None

    def start(self):
        if self.running:
            return
        orders = queue.Queue()

        def work():
            ticks = 0
            while True:
                try:
                    orders.get(timeout=self.interval)
                    break
                except queue.Empty:
                    ticks += 1
                    self.write("tick %d" % ticks)
            self.write("stopped after %d ticks" % ticks)

        thread = threading.Thread(target=work)
        thread.start()
        self.running = (thread, orders)

    def stop(self):
        if self.running:
            thread, orders = self.running
            self.running = None
            orders.put("stop")
            thread.join()


def main(seconds=2.0):
    pressed = threading.Event()
    signal.signal(signal.SIGINT, lambda number, frame: pressed.set())
    ticker = Ticker(print, 0.1)
    ticker.start()
    print("Press Ctrl-C to stop.")
    pressed.wait(seconds)
    ticker.stop()


if __name__ == "__main__":
    main(float(sys.argv[1]) if sys.argv[1:] else 2.0)
