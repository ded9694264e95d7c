# must fail: works_with_every_start_method
# kind: leaked_process
# why: waits for the end of a child with a time limit, and does not look whether it has come
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
        child.join(1)
    return sorted(pages)
