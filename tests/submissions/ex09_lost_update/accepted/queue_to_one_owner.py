# style: no lock: a queue to the one thread that owns the balance
import queue
import threading
from concurrent.futures import Future, ThreadPoolExecutor


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self._orders = queue.Queue()
        threading.Thread(target=self._own_the_balance, name="owner", daemon=True).start()

    def _own_the_balance(self):
        while True:
            amount, booked = self._orders.get()
            self.balance += amount
            booked.set_result(None)

    def deposit(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        booked = Future()
        self._orders.put((amount, booked))
        booked.result()
        self.announce(f"{user} has finished the deposit.")


def pay_in(account, users, amount, max_workers):
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        for user in users:
            executor.submit(account.deposit, user, amount)
