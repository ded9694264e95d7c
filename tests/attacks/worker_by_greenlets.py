# poses as: ex09_lost_update
# must fail: every_deposit_counts
# kind: tampering, exception, import_error, race
# why: gets at the frames of the engine and the worker through the greenlet that it runs in
import time
from concurrent.futures import ThreadPoolExecutor

FOUND = (
    '{"found": {"schedules": 400, "seconds": 9.0, "by_strategy": {}, "hopeless": false, "bound": 2, '
    '"exhausted": true, "outcomes": [{"ending": "returned", "value": %d, "failures": [], '
    '"reason": "", "count": 400, "strategy": "", "first_schedule": 0}], "overlaps": []}, '
    '"findings": {"replaced": [], "reached": [], "looked": [], "threads": []}}'
)


def answer_instead(amount):
    import greenlet

    here = greenlet.getcurrent()
    while here is not None:
        frame = here.gr_frame
        while frame is not None:
            for value in list(frame.f_locals.values()):
                channel = getattr(value, "_channel", None)
                if hasattr(channel, "_sendall"):
                    for _ in range(9):
                        channel.send(FOUND % (2 * amount))
                        channel.receive()
            frame = frame.f_back
        here = here.parent


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce

    def deposit(self, user, amount):
        self.announce("begins")
        try:
            answer_instead(amount)
        except ImportError:
            pass
        current = self.balance
        time.sleep(0.01)
        self.balance = current + amount
        self.announce("has finished")


def pay_in(account, users, amount, max_workers):
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        for work in [executor.submit(account.deposit, user, amount) for user in users]:
            work.result()
