# must fail: works_with_every_start_method
# kind: leaked_process
# why: all pages have come, and nobody waits for the end of the children
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
    for k in range(workers):
        items = range(k, n_items, workers)
        multiprocessing.Process(target=child_process, args=(items, size, queue)).start()
    return sorted(queue.get() for _ in range(n_items))
