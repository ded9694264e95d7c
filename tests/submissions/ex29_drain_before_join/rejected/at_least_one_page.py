# must fail: few_pages_or_none
# kind: never_ends
# why: waits for a first page although there is none
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
    pages = [queue.get()]
    while len(pages) < n_items:
        pages.append(queue.get())
    for child in children:
        child.join()
    return sorted(pages)
