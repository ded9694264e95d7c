"""The lock is reentrant: `log` may take it again while `pay_out` of the same thread holds it."""

import threading


class Till:
    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.cash = 50
        self.lines: list[str] = []

    def log(self, line: str) -> None:
        with self.lock:
            self.lines.append(line)

    def pay_out(self, amount: int) -> None:
        with self.lock:
            self.cash -= amount
            self.log(f"{amount} out")


def open_shop(till: Till) -> None:
    till.log("opened")


def pay_supplier(till: Till) -> None:
    till.pay_out(30)


setup = Till
WORKERS = [open_shop, pay_supplier]


def main() -> None:
    till = setup()
    threads = [threading.Thread(target=f, args=(till,), name=f.__name__) for f in WORKERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(till.lines) == ["30 out", "opened"], f"the log is {till.lines}"


if __name__ == "__main__":
    main()
