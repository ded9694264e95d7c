# must fail: deposits_still_overlap
# kind: not_concurrent
# why: a plain loop: no two deposits are ever under way at once
class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce

    def deposit(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        self.balance += amount
        self.announce(f"{user} has finished the deposit.")


def pay_in(account, users, amount, max_workers):
    for user in users:
        account.deposit(user, amount)
