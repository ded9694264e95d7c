"""Two transfers in opposite directions lock the two accounts in opposite orders: a deadlock."""

import threading


class Account:
    def __init__(self, number: int) -> None:
        self.number = number
        self.balance = 100
        self.lock = threading.Lock()


def transfer(source: Account, target: Account, amount: int) -> None:
    with source.lock, target.lock:
        source.balance -= amount
        target.balance += amount


def setup() -> tuple[Account, Account]:
    return Account(1), Account(2)


def pay_rent(accounts: tuple[Account, Account]) -> None:
    transfer(accounts[0], accounts[1], 60)


def pay_back(accounts: tuple[Account, Account]) -> None:
    transfer(accounts[1], accounts[0], 10)


WORKERS = [pay_rent, pay_back]


def main() -> None:
    accounts = setup()
    threads = [threading.Thread(target=f, args=(accounts,), name=f.__name__) for f in WORKERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [a.balance for a in accounts] == [50, 150], "money was lost"


if __name__ == "__main__":
    main()
