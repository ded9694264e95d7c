# style: each child puts a sentinel behind its last page; a dict for the order
import multiprocessing
import os


def scan(item, size):
    return item, os.getpid(), bytes([item % 256]) * size


def work(items, size, queue):
    for item in items:
        queue.put(scan(item, size))
    queue.put(None)


def gather(n_items, size, workers):
    queue = multiprocessing.Queue()
    children = []
    for k in range(workers):
        items = list(range(n_items))[k::workers]
        children.append(multiprocessing.Process(target=work, args=(items, size, queue)))
        children[-1].start()
    found = {}
    running = workers
    while running:
        page = queue.get()
        if page is None:
            running -= 1
        else:
            found[page[0]] = page
    for child in children:
        child.join()
    return [found[item] for item in range(n_items)]
