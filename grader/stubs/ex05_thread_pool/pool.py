"""Fetch many urls with a few threads.

Run this file to see what goes wrong:

    python exercises/ex05_thread_pool/pool.py
"""

import threading
import time


def fetch_all(urls, fetch, max_workers):
    """Fetch every url in a pool of threads; return the list of results in the order of `urls`.

    urls: a list of texts, perhaps empty; the same url may come more than once.
    fetch: a function of one url; called once for every entry of `urls`.
    max_workers: at most this many threads fetch at the same time, and this many do as long as
        there are urls waiting; 1 or more.

    An exception raised by `fetch` reaches the caller. The threads have ended when this returns.
    """
    results = []

    def work_thread(url):
        results.append(fetch(url))

    works = []
    for url in urls:
        work = threading.Thread(target=work_thread, args=(url,))
        work.start()
        works.append(work)
    for work in works:
        work.join()
    return results


def main():
    seconds = {"slow": 0.4, "fast": 0.1, "medium": 0.2, "quick": 0.05}
    max_workers = 2
    lock = threading.Lock()
    at_once = [0]
    counts = []

    def fetch(url):
        with lock:
            at_once[0] += 1
            counts.append(at_once[0])
        time.sleep(seconds[url])
        with lock:
            at_once[0] -= 1
        return url

    print("asked for:", *seconds, sep="  ")
    print("received: ", *fetch_all(list(seconds), fetch, max_workers), sep="  ")
    print(f"At most {max(counts)} fetches at once; {max_workers} were allowed.")


if __name__ == "__main__":
    main()
