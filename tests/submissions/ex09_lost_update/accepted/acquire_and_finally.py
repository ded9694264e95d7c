# style: acquire and try/finally, a private balance behind a property, hand-made wait
import concurrent.futures
import threading
import time


class Account:
    def __init__(self, balance=0, announce=print):
        self._balance = balance
        self._lock = threading.Lock()
        self.announce = announce

    @property
    def balance(self):
        self._lock.acquire()
        try:
            return self._balance
        finally:
            self._lock.release()

    def deposit(self, user, amount):
        self.announce(f"{user}님이 입금을 시작합니다.")
        self._lock.acquire()
        try:
            temp_money = self._balance
            temp_money += amount
            time.sleep(100 / 1000)
            self._balance = temp_money
        finally:
            self._lock.release()
        self.announce(f"{user}님이 입금을 종료합니다.")


def pay_in(account, users, amount, max_workers):
    executor = concurrent.futures.ThreadPoolExecutor(max_workers=max_workers)
    works = []
    for user in users:
        works.append(executor.submit(account.deposit, user, amount))
    concurrent.futures.wait(works)
    executor.shutdown()
