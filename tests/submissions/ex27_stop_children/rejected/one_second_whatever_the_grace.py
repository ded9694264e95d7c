# must fail: who_does_not_listen_is_killed
# kind: wrong_result
# why: kills after one second, whatever grace says
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


def child_process(crawl, site):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    crawl(site)


class Crawler:
    def __init__(self, sites, crawl=crawl, grace=1.0):
        self.sites = sites
        self.crawl = crawl
        self.grace = grace
        self.children = []

    def start(self):
        for site in self.sites:
            child = multiprocessing.Process(target=child_process, args=(self.crawl, site))
            child.start()
            self.children.append(child)

    def stop(self):
        for child in self.children:
            child.terminate()
        limit = time.monotonic() + 1.0
        for child in self.children:
            child.join(max(0.0, limit - time.monotonic()))
        for child in self.children:
            child.kill()
            child.join()


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
