"""Two threads of 20 events each: ten updates of one attribute, each a read and a write."""

import threading


class Counter:
    def __init__(self) -> None:
        self.n = 0


def work(counter: Counter) -> None:
    for _ in range(10):
        counter.n += 1


setup = Counter
WORKERS = [work, work]


def main() -> int:
    counter = setup()
    threads = [threading.Thread(target=f, args=(counter,)) for f in WORKERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return counter.n
