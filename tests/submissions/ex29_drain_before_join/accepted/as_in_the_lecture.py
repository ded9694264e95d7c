# style: a Manager queue and an executor: a put into it is complete when it returns, so after the end empty() is right
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor, wait


def scan(item, size):
    return item, os.getpid(), bytes([item % 256]) * size


def child_process(item, size, queue):
    queue.put(scan(item, size))


def gather(n_items, size, workers):
    with multiprocessing.Manager() as manager:
        queue = manager.Queue()
        with ProcessPoolExecutor(max_workers=workers) as executor:
            childs = [executor.submit(child_process, i, size, queue) for i in range(n_items)]
        wait(childs)
        pages = []
        while not queue.empty():
            pages.append(queue.get())
    return sorted(pages)
