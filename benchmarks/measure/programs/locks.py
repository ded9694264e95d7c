"""Two threads of ten updates of one attribute, each update under a lock."""

import threading


class Counter:
    def __init__(self) -> None:
        self.n = 0
        self.lock = threading.Lock()


def work(counter: Counter) -> None:
    for _ in range(10):
        with counter.lock:
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
