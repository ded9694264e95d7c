# style: no queue at all: every child writes its pages into files, which are read after the join
import multiprocessing
import os
import pickle
import tempfile
from pathlib import Path


def scan(item, size):
    return item, os.getpid(), bytes([item % 256]) * size


def work(items, size, folder):
    for item in items:
        Path(folder, str(item)).write_bytes(pickle.dumps(scan(item, size)))


def gather(n_items, size, workers):
    with tempfile.TemporaryDirectory() as folder:
        children = [
            multiprocessing.Process(target=work, args=(range(k, n_items, workers), size, folder))
            for k in range(workers)
        ]
        for child in children:
            child.start()
        for child in children:
            child.join()
        return [pickle.loads(Path(folder, str(item)).read_bytes()) for item in range(n_items)]
