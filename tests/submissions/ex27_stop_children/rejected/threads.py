# must fail: every_site_has_a_child
# kind: not_processes
# why: threads instead of processes: nobody can end those
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
        for site in self.sites:
            threading.Thread(target=self.crawl, args=(site,), daemon=True).start()

    def stop(self):
        pass


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
