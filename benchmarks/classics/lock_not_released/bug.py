"""A withdrawal that fails leaves by an exception and keeps the lock, so the next one waits."""

import threading


class Account:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.balance = 100
        self.refusals: list[str] = []

    def change(self, amount: int) -> None:
        self.lock.acquire()
        if self.balance + amount < 0:
            raise ValueError("not enough money")
        self.balance += amount
        self.lock.release()


def buy_bike(account: Account) -> None:
    try:
        account.change(-150)
    except ValueError as refusal:
        account.refusals.append(str(refusal))


def save_wages(account: Account) -> None:
    account.change(100)


setup = Account
WORKERS = [buy_bike, save_wages]


def main() -> None:
    account = setup()
    threads = [threading.Thread(target=f, args=(account,), name=f.__name__) for f in WORKERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert account.balance in (50, 200), f"the balance is {account.balance}"


if __name__ == "__main__":
    main()
