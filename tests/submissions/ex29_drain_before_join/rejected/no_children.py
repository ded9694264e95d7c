# must fail: child_processes_scan
# kind: not_processes
# why: scans by itself and makes up who did it
import os


def scan(item, size):
    return item, os.getpid(), bytes([item % 256]) * size


def gather(n_items, size, workers):
    return [(item, 1000 + item % workers, scan(item, size)[2]) for item in range(n_items)]
