# style: a thread for each wage instead of a pool; the fee in a thread, too
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


def take_fee(account):
    with account.lock:
        account.balance -= 100


def payday(account, users):
    threads = [threading.Thread(target=take_fee, args=(account,))]
    for item in users.items():
        threads.append(threading.Thread(target=account.deposit, args=item))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
