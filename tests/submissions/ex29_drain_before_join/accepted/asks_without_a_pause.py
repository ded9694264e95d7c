# style: asks without a pause who is there and what has come, as no thrifty program would
import multiprocessing
import os


def scan(item, size):
    return item, os.getpid(), bytes([item % 256]) * size


def child_process(items, size, queue):
    for item in items:
        queue.put(scan(item, size))


def gather(n_items, size, workers):
    queue = multiprocessing.Queue()
    children = []
    for k in range(workers):
        child = multiprocessing.Process(target=child_process, args=(range(k, n_items, workers), size, queue))
        child.start()
        children.append(child)
    pages = []
    while any(child.is_alive() for child in children) or not queue.empty():
        if not queue.empty():
            pages.append(queue.get())
    for child in children:
        child.join()
    return sorted(pages)


if __name__ == "__main__":
    print(len(gather(4, 10, 2)))
