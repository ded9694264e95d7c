# must fail: never_more_than_max_workers
# kind: wrong_result
# why: max_workers is ignored: every user gets a thread at once
import threading


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self.lock = threading.Lock()

    def deposit(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        with self.lock:
            self.balance += amount
        self.announce(f"{user} has finished the deposit.")


def pay_in(account, users, amount, max_workers):
    works = [threading.Thread(target=account.deposit, args=(user, amount)) for user in users]
    for work in works:
        work.start()
    for work in works:
        work.join()
