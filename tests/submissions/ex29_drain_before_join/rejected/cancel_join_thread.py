# must fail: large_pages_come_through
# kind: wrong_result
# why: the children no longer wait until their pages are written, so these are lost
import multiprocessing
import os


def scan(item, size):
    return item, os.getpid(), bytes([item % 256]) * size


def work(items, size, queue):
    for item in items:
        queue.put(scan(item, size))
    queue.cancel_join_thread()


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
    pages = []
    while not queue.empty():
        pages.append(queue.get())
    return sorted(pages)
