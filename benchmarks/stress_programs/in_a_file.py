"""A number in a file, two processes."""

from multiprocessing import Process
from pathlib import Path


def deposit(path):
    for _ in range(3):
        balance = int(path.read_text() or 0)
        path.write_text(str(balance + 1))


def f():
    path = Path("balance")
    path.write_text("0")
    processes = [Process(target=deposit, args=(path,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return int(path.read_text() or 0)
