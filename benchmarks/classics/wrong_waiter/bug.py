"""Cook and guests wait on one condition: `notify` may wake a guest when only the cook can act."""

import threading


class Counter:
    """Room for one dish."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.dishes: list[str] = []

    def put(self, dish: str) -> None:
        with self.changed:
            while self.dishes:
                self.changed.wait()
            self.dishes.append(dish)
            self.changed.notify()

    def take(self) -> str:
        with self.changed:
            while not self.dishes:
                self.changed.wait()
            self.changed.notify()
            return self.dishes.pop()


def cook(counter: Counter) -> None:
    counter.put("soup")
    counter.put("cake")


setup = Counter
WORKERS = [cook, Counter.take, Counter.take]


def main() -> None:
    counter = setup()
    people = zip(("cook", "guest 1", "guest 2"), WORKERS, strict=True)
    threads = [threading.Thread(target=work, args=(counter,), name=name) for name, work in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not counter.dishes, f"{counter.dishes} stayed on the counter"


if __name__ == "__main__":
    main()
