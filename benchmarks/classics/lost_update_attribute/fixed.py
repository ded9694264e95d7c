"""Two branches deposit into one account; a lock makes each deposit one step."""

import threading


class Account:
    def __init__(self) -> None:
        self.balance = 0
        self.lock = threading.Lock()

    def deposit(self, amount: int) -> None:
        with self.lock:
            self.balance += amount


def save_wages(account: Account) -> None:
    account.deposit(100)


def save_refund(account: Account) -> None:
    account.deposit(20)


setup = Account
WORKERS = [save_wages, save_refund]


def invariant(account: Account) -> bool:
    return account.balance == 120


def main() -> None:
    account = setup()
    threads = [threading.Thread(target=f, args=(account,), name=f.__name__) for f in WORKERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert invariant(account), f"100 and 20 were paid in, the balance is {account.balance}"


if __name__ == "__main__":
    main()
