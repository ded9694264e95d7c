# must fail: no_page_is_lost
# kind: wrong_result
# why: takes a second without a page for the end, but a page may take longer to be scanned
import multiprocessing
import os
from queue import Empty

def scan(item, size):
    return item, os.getpid(), bytes([item % 256]) * size


def work(items, size, queue):
    for item in items:
        queue.put(scan(item, size))

def gather(n_items, size, workers):
    queue = multiprocessing.Queue()
    children = [
        multiprocessing.Process(target=work, args=(range(k, n_items, workers), size, queue))
        for k in range(workers)
    ]
    for child in children:
        child.start()
    pages = []
    while True:
        try:
            pages.append(queue.get(timeout=1))
        except Empty:
            break
    for child in children:
        child.join()
    return sorted(pages)
