# poses as: ex09_lost_update
# must fail: one_deposit_is_booked, every_deposit_counts
# kind: wrong_result, race
# why: the balance equals whatever it is compared with
class Anything:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __hash__ = None
    __lt__ = __le__ = __gt__ = __ge__ = __eq__

    def __bool__(self):
        return True


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = Anything()
        self.announce = announce

    def deposit(self, user, amount):
        self.announce("begins")
        self.announce("has finished")


def pay_in(account, users, amount, max_workers):
    for user in users:
        account.deposit(user, amount)
