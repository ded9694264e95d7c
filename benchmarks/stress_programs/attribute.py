"""A plain attribute, two threads."""

import threading


class Account:
    def __init__(self):
        self.balance = 0


def deposit(account):
    for _ in range(3):
        account.balance += 1


def f():
    account = Account()
    threads = [threading.Thread(target=deposit, args=(account,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return account.balance
