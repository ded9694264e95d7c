"""Sales and returns change one stock under two different locks, which exclude nobody."""

import threading


class Shop:
    def __init__(self) -> None:
        self.stock = 10
        self.sales_lock = threading.Lock()
        self.returns_lock = threading.Lock()


def sell(shop: Shop) -> None:
    with shop.sales_lock:
        shop.stock -= 3


def take_back(shop: Shop) -> None:
    with shop.returns_lock:
        shop.stock += 1


setup = Shop
WORKERS = [sell, take_back]


def invariant(shop: Shop) -> bool:
    return shop.stock == 8


def main() -> None:
    shop = setup()
    threads = [threading.Thread(target=f, args=(shop,), name=f.__name__) for f in WORKERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert invariant(shop), f"10 less 3 and 1 more is 8, the stock says {shop.stock}"


if __name__ == "__main__":
    main()
