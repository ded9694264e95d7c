"""Two tasks of a thread pool, of 20 events each: ten updates of one attribute."""

from concurrent.futures import ThreadPoolExecutor


class Counter:
    def __init__(self) -> None:
        self.n = 0


def work(counter: Counter) -> None:
    for _ in range(10):
        counter.n += 1


def main() -> int:
    counter = Counter()
    with ThreadPoolExecutor(max_workers=2) as pool:
        for task in [pool.submit(work, counter) for _ in range(2)]:
            task.result()
    return counter.n
