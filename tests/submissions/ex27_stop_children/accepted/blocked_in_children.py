# style: children inherit a blocked SIGINT; one thread a child asks, waits and kills
import multiprocessing
import signal
import sys
import threading
import time

SITES = ["news", "shop", "archive"]


def crawl(site):
    if site == "archive":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for page in range(1, 31):
        print(f"{site}: page {page}", flush=True)
        time.sleep(0.1)


class Crawler:
    def __init__(self, sites, crawl=crawl, grace=1.0):
        self.sites = sites
        self.crawl = crawl
        self.grace = grace
        self.children = []

    def start(self):
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            for site in self.sites:
                child = multiprocessing.Process(target=self.crawl, args=(site,))
                child.start()
                self.children.append(child)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _end(self, child):
        child.terminate()
        child.join(self.grace)
        if child.is_alive():
            child.kill()
        child.join()

    def stop(self):
        threads = [threading.Thread(target=self._end, args=(child,)) for child in self.children]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    crawler = Crawler(SITES)
    try:
        crawler.start()
        print("Crawling", flush=True)
        time.sleep(seconds)
    except KeyboardInterrupt:
        pass
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    print("Stopping", flush=True)
    crawler.stop()
    print("Stopped.", flush=True)


if __name__ == "__main__":
    main()
