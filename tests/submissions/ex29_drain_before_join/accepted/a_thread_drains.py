# style: a thread empties the queue while the main thread joins; then a sentinel from the parent
import multiprocessing
import os
import threading


def scan(item, size):
    return item, os.getpid(), bytes([item % 256]) * size


def work(items, size, queue):
    for item in items:
        queue.put(scan(item, size))


def drain(queue, pages):
    while (page := queue.get()) is not None:
        pages.append(page)


def gather(n_items, size, workers):
    queue, pages = multiprocessing.Queue(), []
    children = [
        multiprocessing.Process(target=work, args=(range(k, n_items, workers), size, queue))
        for k in range(workers)
    ]
    for child in children:
        child.start()
    reader = threading.Thread(target=drain, args=(queue, pages))
    reader.start()
    for child in children:
        child.join()
    queue.put(None)
    reader.join()
    return sorted(pages)
