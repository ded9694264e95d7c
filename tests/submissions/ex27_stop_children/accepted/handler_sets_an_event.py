# style: a signal handler that only sets a flag, children as a subclass of Process, waits for sentinels
import multiprocessing
import multiprocessing.connection
import signal
import sys
import time

SITES = ["news", "shop", "archive"]


def crawl(site):
    if site == "archive":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for page in range(1, 31):
        print(f"{site}: page {page}", flush=True)
        time.sleep(0.1)


class Child(multiprocessing.Process):
    def __init__(self, work, site):
        super().__init__(name=site, daemon=True)
        self.work = work
        self.site = site

    def run(self):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self.work(self.site)


class Crawler:
    def __init__(self, sites, crawl=crawl, grace=1.0):
        self._children = [Child(crawl, site) for site in sites]
        self._grace = grace

    def start(self):
        for child in self._children:
            child.start()

    def stop(self):
        running = {child.sentinel: child for child in self._children if child.pid is not None}
        for child in running.values():
            child.terminate()
        limit = time.monotonic() + self._grace
        waiting = set(running)
        while waiting and (left := limit - time.monotonic()) > 0:
            waiting -= set(multiprocessing.connection.wait(waiting, left))
        for sentinel in waiting:
            running[sentinel].kill()
        for child in running.values():
            child.join()


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    asked = []
    signal.signal(signal.SIGINT, lambda number, frame: asked.append(number))
    crawler = Crawler(SITES)
    crawler.start()
    print("Crawling ...", flush=True)
    limit = time.monotonic() + seconds
    while not asked and time.monotonic() < limit:
        time.sleep(0.01)
    print("Stopping ...", flush=True)
    crawler.stop()
    print("Stopped.")


if __name__ == "__main__":
    main()
