# style: main waits on a Condition inside its with block: wait() gives the lock back meanwhile
import threading


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self.changed = threading.Condition()

    def deposit(self, user, amount):
        self.announce(f"{user} begins")
        with self.changed:
            self.balance += amount
        self.announce(f"{user} is done")


def payday(account, users):
    done = 0

    def work_thread(user, wage):
        nonlocal done
        account.deposit(user, wage)
        with account.changed:
            done += 1
            account.changed.notify_all()

    with account.changed:
        account.balance -= 100
        for item in users.items():
            threading.Thread(target=work_thread, args=item).start()
        account.changed.wait_for(lambda: done == len(users))
