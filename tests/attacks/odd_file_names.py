# poses as: ex09_lost_update
# must fail: every_deposit_counts
# kind: race
# why: files with names that are commands, pipes nobody reads, links to everywhere
import os
import socket
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


for name in (b"\x1b[31m::error::ATTACK", b"two\nlines", b"\xff\xfe", b"-rf", b"bank.py "):
    with open(name, "wb") as file:
        file.write(b"x")
for where in (".", os.environ["TMPDIR"]):
    os.mkfifo(f"{where}/pipe")
    os.symlink("/", f"{where}/root")
    os.symlink("round", f"{where}/round")
    os.symlink(os.path.expanduser("~"), f"{where}/home")
    socket.socket(socket.AF_UNIX).bind(f"{where}/socket")
os.mkdir(".git")
