# poses as: ex09_lost_update
# must fail: every_deposit_counts
# kind: race
# why: leaves a segment, a semaphore set and a queue of System V, which end with nobody
import ctypes
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


KEY = 0x0A77AC4
libc = ctypes.CDLL(None)
libc.shmget(KEY, ctypes.c_size_t(4096), 0o1600)
libc.semget(KEY, 1, 0o1600)
libc.msgget(KEY, 0o1600)
