# must fail: payday_ends
# kind: deadlock
# why: threads of one's own instead of a pool, and join while the lock is held
import threading
import time


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self.lock = threading.Lock()

    def deposit(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        with self.lock:
            current = self.balance
            time.sleep(10 / 1000)
            self.balance = current + amount
        self.announce(f"{user} has finished the deposit.")


def payday(account, users):
    account.lock.acquire()
    account.balance -= 100
    threads = [threading.Thread(target=account.deposit, args=item) for item in users.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    account.lock.release()
