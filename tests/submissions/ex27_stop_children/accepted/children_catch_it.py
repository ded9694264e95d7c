# style: children end quietly by Ctrl-C themselves; main tries again until stop() has come through
import multiprocessing
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


def quietly(crawl, site):
    try:
        crawl(site)
    except KeyboardInterrupt:
        pass


class Crawler:
    def __init__(self, sites, crawl=crawl, grace=1.0):
        self.sites, self.crawl, self.grace = sites, crawl, grace
        self.children = set()

    def start(self):
        for site in self.sites:
            child = multiprocessing.Process(target=quietly, args=(self.crawl, site))
            child.start()
            self.children.add(child)

    def stop(self):
        limit = time.monotonic() + self.grace
        for child in self.children:
            child.terminate()
        while any(child.is_alive() for child in self.children):
            if time.monotonic() > limit:
                for child in self.children:
                    child.kill()
            time.sleep(0.01)
        self.children = set()


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    crawler = Crawler(SITES)
    try:
        crawler.start()
        print("Crawling sites", flush=True)
        time.sleep(seconds)
    except KeyboardInterrupt:
        pass
    stopped = False
    while not stopped:
        try:
            print("Stopping", flush=True)
            crawler.stop()
            stopped = True
        except KeyboardInterrupt:
            crawler.grace = 0
    print("Stopped.", flush=True)


if __name__ == "__main__":
    main()
