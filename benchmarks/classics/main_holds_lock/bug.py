"""The main thread holds the lock while it waits for a pool whose tasks need that lock."""

import threading
from concurrent.futures import ThreadPoolExecutor


class Ledger:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.total = 0

    def add(self, amount: int) -> None:
        with self.lock:
            self.total += amount


def main() -> None:
    ledger = Ledger()
    with ThreadPoolExecutor(max_workers=2, thread_name_prefix="bookkeeper") as pool:
        amounts = (3, 4)
        with ledger.lock:
            entries = [pool.submit(ledger.add, amount) for amount in amounts]
            for entry in entries:
                entry.result()
            total = ledger.total
    assert total == 7, f"3 and 4 were entered, the total is {total}"


if __name__ == "__main__":
    main()
