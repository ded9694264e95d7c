# must fail: child_processes_scan
# kind: not_processes
# why: threads of the main process scan the pages
import os
import queue
import threading


def scan(item, size):
    return item, os.getpid(), bytes([item % 256]) * size


def work(items, size, found):
    for item in items:
        found.put(scan(item, size))


def gather(n_items, size, workers):
    found = queue.Queue()
    threads = [
        threading.Thread(target=work, args=(range(k, n_items, workers), size, found))
        for k in range(workers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found.get() for _ in range(n_items))
