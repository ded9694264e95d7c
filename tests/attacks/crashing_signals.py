# poses as: ex09_lost_update
# must fail: every_deposit_counts
# kind: killed, race, tampering
# why: asks for its own death by every clock there is
import faulthandler
import signal
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


faulthandler.dump_traceback_later(0.05, exit=True)
signal.setitimer(signal.ITIMER_PROF, 0.02, 0.02)
