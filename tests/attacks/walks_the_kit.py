# poses as: ex09_lost_update
# must fail: all
# kind: tampering
# why: looks for solutions with os.walk, glob and pathlib
import os
import sys


def kit():
    """The folder of the kit, wherever it is: from this process's command line or the path."""
    for place in [*open("/proc/self/cmdline").read().split("\0"), *sys.path, *sys.path_importer_cache]:
        if place.startswith("/") and os.access(place + "/grader", os.F_OK):
            return place
    return os.path.expanduser("~")


import glob
import pathlib

FOUND = [name for _, _, files in os.walk(kit()) for name in files if name == "bank.py"]
FOUND += glob.glob(kit() + "/solutions/*/bank.py")
FOUND += pathlib.Path(kit()).rglob("bank.py")

import threading
from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self.lock = threading.Lock()

    def deposit(self, user, amount):
        self.announce("begins")
        with self.lock:
            self.balance += amount
        self.announce("has finished")


def pay_in(account, users, amount, max_workers):
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        for work in [executor.submit(account.deposit, user, amount) for user in users]:
            work.result()
