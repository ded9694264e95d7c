# style: no lock: a queue to the one thread that owns the balance; payday waits for events
import queue
import threading


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self.orders = queue.Queue()
        threading.Thread(target=self._own, daemon=True).start()

    def _own(self):
        while True:
            amount, booked = self.orders.get()
            self.balance += amount
            booked.set()

    def book(self, amount):
        booked = threading.Event()
        self.orders.put((amount, booked))
        booked.wait()

    def deposit(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        self.book(amount)
        self.announce(f"{user} has finished the deposit.")


def payday(account, users):
    account.book(-100)
    threads = [threading.Thread(target=account.deposit, args=item) for item in users.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
