# style: children leave the process group of the terminal, so that Ctrl-C reaches the parent only; bare pids
import multiprocessing
import os
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


def apart(crawl, site):
    os.setpgid(0, 0)
    crawl(site)


class Crawler:
    def __init__(self, sites, crawl=crawl, grace=1.0):
        self.sites, self.crawl, self.grace = list(sites), crawl, grace
        self.processes = {}

    def start(self):
        for site in self.sites:
            process = multiprocessing.Process(target=apart, args=(self.crawl, site))
            process.start()
            self.processes[process.pid] = process

    def stop(self):
        for number, patience in ((signal.SIGTERM, self.grace), (signal.SIGKILL, None)):
            for pid, process in self.processes.items():
                if process.exitcode is None:
                    os.kill(pid, number)
            end = time.monotonic() + (patience or 0)
            for process in self.processes.values():
                process.join(None if patience is None else max(0, end - time.monotonic()))


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
    print("Stopped.")


if __name__ == "__main__":
    main()
