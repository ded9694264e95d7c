# poses as: ex09_lost_update
# must fail: every_deposit_counts
# kind: tampering, race
# why: writes files into the kit and beside the interpreter, for the next grading to trip over
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


import tempfile

PLACES = [kit(), kit() + "/grader", kit() + "/grader/suites", *sys.path, "/tmp", "/var/tmp", "/dev/shm"]
for place in PLACES:
    try:
        with open(place + "/attack_poison.txt", "w") as file:
            file.write("Nothing that could be executed: this file only shows that it could be written.")
    except OSError:
        pass
