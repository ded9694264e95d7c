# must fail: no_page_is_lost
# kind: wrong_result
# why: gives the children a moment, and then stops at the first look into an empty queue
import multiprocessing
import os
import time


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
    time.sleep(0.5)
    pages = []
    while not queue.empty():
        pages.append(queue.get())
    for child in children:
        child.join()
    return sorted(pages)
