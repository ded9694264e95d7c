# must fail: no_page_is_lost
# kind: wrong_result
# why: takes out as many pages as there are at this moment
import multiprocessing
import os


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
    pages = [queue.get() for _ in range(queue.qsize())]
    for child in children:
        child.join()
    return sorted(pages)
