# must fail: no_page_is_lost
# kind: wrong_result
# why: a page that comes after the look into the queue, from the last child to end, is missed
import multiprocessing
import os
import time


def scan(item, size):
    return item, os.getpid(), bytes([item % 256]) * size


def child_process(items, size, queue):
    for item in items:
        queue.put(scan(item, size))


def gather(n_items, size, workers):
    queue = multiprocessing.Queue()
    children = []
    for k in range(workers):
        items = range(k, n_items, workers)
        child = multiprocessing.Process(target=child_process, args=(items, size, queue))
        child.start()
        children.append(child)
    pages = []
    while not queue.empty() or any(child.is_alive() for child in children):
        while not queue.empty():
            pages.append(queue.get())
        time.sleep(0.01)
    for child in children:
        child.join()
    return sorted(pages)
