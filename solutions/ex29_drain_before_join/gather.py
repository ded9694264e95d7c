"""Several processes scan the pages of a book, and a queue brings the pages together."""

import multiprocessing
import os


def scan(item, size):
    """Scan page number `item`: (item, number of the process that did it, `size` bytes of data).
    (Leave this as it is.)
    """
    return item, os.getpid(), bytes([item % 256]) * size


def child_process(items, size, queue):
    """Scan some pages and put them into the queue."""
    for item in items:
        # `put` only lays the page down: a thread behind the queue writes it into a pipe, which
        # holds some 64 KiB. A process does not end before that thread has written everything.
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

    # First the queue, then the children: they cannot end while pages of theirs are still in the
    # way. And the pages are counted: `empty()` says only what is there at this moment, and a child
    # that has not come to its first page yet has nothing there.
    pages = [queue.get() for _ in range(n_items)]

    for child in children:
        child.join()

    # They came as they were scanned. Each begins with its number, so sorting puts them in order.
    return sorted(pages)


def main():
    for size in (10, 1_000_000):
        pages = gather(4, size, 2)
        print(f"Pages of {size:,} bytes: {len(pages)} of 4 gathered.")


if __name__ == "__main__":
    main()
