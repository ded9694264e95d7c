# style: looks again and again until every child has ended, and once more after that
import multiprocessing
import os
import queue


def scan(item, size):
    return item, os.getpid(), bytes([item % 256]) * size


def work(todo, size, done):
    for item in iter(todo.get, None):
        done.put(scan(item, size))


def gather(n_items, size, workers):
    todo, done = multiprocessing.SimpleQueue(), multiprocessing.Queue()
    children = [
        multiprocessing.Process(target=work, args=(todo, size, done), daemon=True)
        for _ in range(workers)
    ]
    for child in children:
        child.start()
    for item in [*range(n_items), *[None] * workers]:
        todo.put(item)
    pages = []
    alive = True
    while alive:
        # Asked first: what a child has put before its end is there afterwards.
        alive = any(child.is_alive() for child in children)
        while True:
            try:
                pages.append(done.get(timeout=0.05))
            except queue.Empty:
                break
    for child in children:
        child.join()
    return sorted(pages, key=lambda page: page[0])
