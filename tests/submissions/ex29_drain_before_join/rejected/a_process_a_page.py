# must fail: child_processes_scan
# kind: wrong_result
# why: one child a page, however many workers there are
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
        multiprocessing.Process(target=work, args=([k], size, queue))
        for k in range(n_items)
    ]
    for child in children:
        child.start()
    pages = [queue.get() for _ in range(n_items)]
    for child in children:
        child.join()
    return sorted(pages)
