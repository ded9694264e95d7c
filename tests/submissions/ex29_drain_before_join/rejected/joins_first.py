# must fail: large_pages_come_through
# kind: deadlock
# why: counts the pages, but joins before it takes them out of the queue
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
    for child in children:
        child.join()
    return sorted(queue.get() for _ in range(n_items))
