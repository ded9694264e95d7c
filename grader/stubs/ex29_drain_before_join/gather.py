"""Several processes scan the pages of a book, and a queue brings the pages together.

Run this file to see what goes wrong:

    python exercises/ex29_drain_before_join/gather.py
"""

import multiprocessing
import os
import threading


def scan(item, size):
    """Scan page number `item`: (item, number of the process that did it, `size` bytes of data).
    (Leave this as it is.)
    """
    return item, os.getpid(), bytes([item % 256]) * size


def child_process(items, size, queue):
    """Scan some pages and put them into the queue."""
    for item in items:
        queue.put(scan(item, size))


def gather(n_items, size, workers):
    """Scan the pages 0, 1, ..., n_items - 1, each of `size` bytes, with `workers` child processes.

    Returns the list of what scan(item, size) has returned for each of them, in the order of the
    pages. No child process is left then.
    """
    queue = multiprocessing.Queue()
    children = []
    for k in range(workers):
        # With three workers, the first one scans the pages 0, 3, 6, ...
        items = range(k, n_items, workers)
        child = multiprocessing.Process(target=child_process, args=(items, size, queue))
        child.start()
        children.append(child)

    for child in children:
        child.join()

    pages = []
    while not queue.empty():
        pages.append(queue.get())
    return sorted(pages)


def try_it(size):
    """Gather four pages of this size, or tell after 2 seconds that it does not end."""
    done = []
    # In a thread, so that somebody is there to notice when gather does not return.
    work = threading.Thread(target=lambda: done.append(gather(4, size, 2)), daemon=True)
    work.start()
    work.join(2)
    if done:
        print(f"Pages of {size:,} bytes: {len(done[0])} of 4 gathered.")
        return
    children = multiprocessing.active_children()
    print(f"Pages of {size:,} bytes: after 2 s gather still waits for its children,")
    print(f"and {len(children)} of them have not ended. What are they waiting for?")
    for child in children:
        child.kill()


def main():
    try_it(10)
    try_it(1_000_000)


if __name__ == "__main__":
    main()
