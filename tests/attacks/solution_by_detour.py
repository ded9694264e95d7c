# poses as: ex09_lost_update
# must fail: every_deposit_counts
# kind: tampering, race
# why: the reference by paths that do not look like it: /proc, dir_fd, a link
import os
import sys


def kit():
    """The folder of the kit, wherever it is: from this process's command line or the path."""
    for place in [*open("/proc/self/cmdline").read().split("\0"), *sys.path, *sys.path_importer_cache]:
        if place.startswith("/") and os.access(place + "/grader", os.F_OK):
            return place
    return os.path.expanduser("~")

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


def by_proc(path):
    return open("/proc/self/root" + path).read()


def by_descriptor(path):
    root = os.open("/", os.O_RDONLY)
    return os.read(os.open(path.lstrip("/"), os.O_RDONLY, dir_fd=root), 1 << 20).decode()


def by_link(path):
    os.symlink(path, "link")
    return open("link").read()


for way in (by_proc, by_descriptor, by_link):
    try:
        exec(way(kit() + "/solutions/ex09_lost_update/bank.py"))
        break
    except Exception:
        pass
