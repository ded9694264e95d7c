# must fail: pages_come_in_order
# kind: wrong_result
# why: returns the values of a dict, which are no list
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
    pages = [queue.get() for _ in range(n_items)]
    for child in children:
        child.join()
    return dict(sorted((page[0], page) for page in pages)).values()
