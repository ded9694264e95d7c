# must fail: no_page_is_lost
# kind: wrong_result
# why: the last page may come between the look into the queue and the question for exit codes
import multiprocessing
import os
from queue import Empty


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
    while True:
        try:
            pages.append(queue.get_nowait())
        except Empty:
            if all(child.exitcode is not None for child in children):
                break
    for child in children:
        child.join()
    return sorted(pages)
