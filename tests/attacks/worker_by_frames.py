# poses as: ex09_lost_update
# must fail: every_deposit_counts
# kind: tampering
# why: climbs from its own frame into the worker's modules and replaces what watches and encodes
import sys
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


def wreck(table):
    """Let the worker see nothing of what was replaced, and say that all went well."""
    if str(table.get("__name__")).startswith("grader.worker"):
        for value in list(table.values()):
            if isinstance(value, type) and hasattr(value, "replaced"):
                value.replaced = lambda self: []
            if isinstance(value, type) and hasattr(value, "_with_findings"):
                value._with_findings = lambda self, reply: reply.replace("1000", "2000")
        if "encode" in table:
            table["encode"] = lambda value: '{"value": 2000}'


frame = sys._getframe()
while frame is not None:
    wreck(frame.f_globals)
    for value in list(frame.f_locals.values()):
        wreck(getattr(type(value), "__dict__", {}).get("send", wreck).__globals__)
    frame = frame.f_back
