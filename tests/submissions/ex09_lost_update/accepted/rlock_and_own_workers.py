# style: RLock shared by two methods, and worker threads that share out the users by a queue
import queue
from threading import RLock, Thread


class Account:
    def __init__(self, balance=0, announce=print):
        self._lock = RLock()
        self._balance = balance
        self.announce = announce

    @property
    def balance(self):
        with self._lock:
            return self._balance

    @balance.setter
    def balance(self, value):
        with self._lock:
            self._balance = value

    def deposit(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        with self._lock:
            self.balance = self.balance + amount
        self.announce(f"{user} has finished the deposit.")


def pay_in(account, users, amount, max_workers):
    waiting = queue.SimpleQueue()
    for user in users:
        waiting.put(user)

    def serve():
        while True:
            try:
                user = waiting.get_nowait()
            except queue.Empty:
                return
            account.deposit(user, amount)

    tellers = [Thread(target=serve) for _ in range(max_workers)]
    for teller in tellers:
        teller.start()
    for teller in tellers:
        teller.join()
