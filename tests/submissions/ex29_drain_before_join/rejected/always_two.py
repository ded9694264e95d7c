# must fail: child_processes_scan
# kind: wrong_result
# why: two processes, whatever workers says
import multiprocessing
import os


def scan(item, size):
    """Scan page number `item`: (item, number of the process that did it, `size` bytes of data).
    (Leave this as it is.)
    """
    return item, os.getpid(), bytes([item % 256]) * size


def child_process(items, size, queue):
    for item in items:
        queue.put(scan(item, size))


def gather(n_items, size, workers):
    queue = multiprocessing.Queue()
    children = []
    for k in range(2):
        items = range(k, n_items, 2)
        child = multiprocessing.Process(target=child_process, args=(items, size, queue))
        child.start()
        children.append(child)
    pages = sorted(queue.get() for _ in range(n_items))
    for child in children:
        child.join()
    return pages
