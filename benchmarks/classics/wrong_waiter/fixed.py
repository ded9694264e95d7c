"""The cook waits for `room`, guests for `food`: a `notify` wakes somebody whom it concerns."""

import threading


class Counter:
    """Room for one dish."""

    def __init__(self) -> None:
        lock = threading.Lock()
        self.room = threading.Condition(lock)
        self.food = threading.Condition(lock)
        self.dishes: list[str] = []

    def put(self, dish: str) -> None:
        with self.room:
            while self.dishes:
                self.room.wait()
            self.dishes.append(dish)
            self.food.notify()

    def take(self) -> str:
        with self.food:
            while not self.dishes:
                self.food.wait()
            self.room.notify()
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
