# must fail: pages_come_in_order
# kind: wrong_result
# why: the pages of the first child, then those of the second
import multiprocessing
import os


def scan(item, size):
    return item, os.getpid(), bytes([item % 256]) * size


def work(items, size, queue):
    for item in items:
        queue.put(scan(item, size))


def gather(n_items, size, workers):
    queues = [multiprocessing.Queue() for _ in range(workers)]
    children = [
        multiprocessing.Process(target=work, args=(range(k, n_items, workers), size, queues[k]))
        for k in range(workers)
    ]
    for child in children:
        child.start()
    pages = []
    for k in range(workers):
        pages += [queues[k].get() for _ in range(k, n_items, workers)]
    for child in children:
        child.join()
    return pages
