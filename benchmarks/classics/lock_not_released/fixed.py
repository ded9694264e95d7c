"""`with` gives the lock back also when a withdrawal leaves by an exception."""

import threading


class Account:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.balance = 100
        self.refusals: list[str] = []

    def change(self, amount: int) -> None:
        with self.lock:
            if self.balance + amount < 0:
                raise ValueError("not enough money")
            self.balance += amount


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
