# style: nobody blocks: a lock that is tried again and again, threads that are looked at, short naps
import threading
import time


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self.lock = threading.Lock()

    def add(self, amount):
        while not self.lock.acquire(timeout=0.001):
            time.sleep(0.001)
        try:
            current = self.balance
            time.sleep(10 / 1000)
            self.balance = current + amount
        finally:
            self.lock.release()

    def deposit(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        self.add(amount)
        self.announce(f"{user} has finished the deposit.")


def payday(account, users):
    account.add(-100)
    threads = [threading.Thread(target=account.deposit, args=item) for item in users.items()]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        time.sleep(0.001)
