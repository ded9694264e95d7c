"""A `Value`, two processes."""

from multiprocessing import Process, Value


def deposit(balance):
    for _ in range(3):
        balance.value += 1


def f():
    balance = Value("i", 0)
    processes = [Process(target=deposit, args=(balance,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return balance.value
