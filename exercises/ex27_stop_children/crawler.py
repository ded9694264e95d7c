"""A crawler: several sites at the same time, each in a child process, until Ctrl-C.

Run this file to see what goes wrong, and run it again and press Ctrl-C:

    python exercises/ex27_stop_children/crawler.py
"""

import multiprocessing
import signal
import sys
import time

SITES = ["news", "shop", "archive"]


def crawl(site):
    """Fetch thirty pages of one site, ten a second. (Leave this as it is.)"""
    if site == "archive":
        # Some programs do not listen when they are asked to end.
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for page in range(1, 31):
        print(f"{site}: page {page}", flush=True)
        time.sleep(0.1)


class Crawler:
    """Crawls `sites`, each in a child process of its own, which calls crawl(site).

    crawl: a function of the name of a site, which may go on for ever.
    grace: how many seconds the children have to end when they are asked to.
    """

    def __init__(self, sites, crawl=crawl, grace=1.0):
        self.sites = sites
        self.crawl = crawl
        self.grace = grace
        self.children = []

    def start(self):
        """Start one child process for each site, and do not wait for any."""
        for site in self.sites:
            child = multiprocessing.Process(target=self.crawl, args=(site,))
            child.start()
            self.children.append(child)

    def stop(self):
        """End all children: ask each of them (terminate), give them `grace` seconds together, kill
        those that are still there. No child is left, and none is a zombie, when this returns.

        May be called before start(), after a start() that has failed halfway, and twice.
        """
        for child in self.children:
            child.terminate()


def main():
    """Crawl SITES for so many seconds as the command line says (1 without), or until Ctrl-C.

    Prints a line that begins with "Crawling" when all children have been started. From then on
    Ctrl-C may come at any time, and more than once. Then follow a line that begins with "Stopping",
    the end of all children, and as the last line of all "Stopped.". No tracebacks, exit status 0.
    """
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    crawler = Crawler(SITES)
    crawler.start()
    print(f"Crawling {len(SITES)} sites for {seconds:g} s, or until Ctrl-C.", flush=True)
    try:
        time.sleep(seconds)
    except KeyboardInterrupt:
        print()  # after the ^C that the terminal shows
    print("Stopping.", flush=True)
    crawler.stop()
    print("Stopped.", flush=True)


if __name__ == "__main__":
    main()
