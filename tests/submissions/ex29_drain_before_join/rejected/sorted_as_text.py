# must fail: pages_come_in_order
# kind: wrong_result
# why: sorts the numbers of the pages as texts: 10 comes before 2
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
    found = {str(page[0]): page for page in pages}
    return [found[name] for name in sorted(found)]
