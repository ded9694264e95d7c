# style: a pipe for each child, read until its end; then join
import multiprocessing
import os
from multiprocessing.connection import wait


def scan(item, size):
    return item, os.getpid(), bytes([item % 256]) * size


def work(items, size, pipe):
    for item in items:
        pipe.send(scan(item, size))
    pipe.close()


def gather(n_items, size, workers):
    open_ends, children = [], []
    for k in range(workers):
        mine, theirs = multiprocessing.Pipe(duplex=False)
        child = multiprocessing.Process(target=work, args=(range(k, n_items, workers), size, theirs))
        child.start()
        theirs.close()
        open_ends.append(mine)
        children.append(child)
    pages = [None] * n_items
    while open_ends:
        for end in wait(open_ends):
            try:
                page = end.recv()
                pages[page[0]] = page
            except EOFError:
                open_ends.remove(end)
    for child in children:
        child.join()
    return pages
