# must fail: no_page_is_lost
# kind: wrong_result
# why: a Manager queue, but emptied before the children have ended
import multiprocessing
import os


def scan(item, size):
    return item, os.getpid(), bytes([item % 256]) * size


def work(items, size, queue):
    for item in items:
        queue.put(scan(item, size))


def gather(n_items, size, workers):
    manager = multiprocessing.Manager()
    queue = manager.Queue()
    children = [
        multiprocessing.Process(target=work, args=(range(k, n_items, workers), size, queue))
        for k in range(workers)
    ]
    for child in children:
        child.start()
    pages = []
    while not queue.empty():
        pages.append(queue.get())
    for child in children:
        child.join()
    return sorted(pages)
