"""A dictionary behind a manager, two processes."""

from multiprocessing import Manager, Process


def deposit(accounts):
    for _ in range(3):
        accounts["kim"] += 1


def f():
    with Manager() as manager:
        accounts = manager.dict(kim=0)
        processes = [Process(target=deposit, args=(accounts,)) for _ in range(2)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return accounts["kim"]
