"""A consumer that was woken does not look again: another may have taken the parcel before it."""

import threading


class Counter:
    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.parcels: list[str] = []
        self.handed_out: list[str] = []


def deliver(counter: Counter) -> None:
    for parcel in ("book", "lamp"):
        with counter.changed:
            counter.parcels.append(parcel)
            counter.changed.notify()


def collect(counter: Counter) -> None:
    with counter.changed:
        if not counter.parcels:
            counter.changed.wait()
        counter.handed_out.append(counter.parcels.pop())


setup = Counter
WORKERS = [deliver, collect, collect]


def invariant(counter: Counter) -> bool:
    return sorted(counter.handed_out) == ["book", "lamp"]


def main() -> None:
    counter = setup()
    people = zip(("courier", "Ada", "Bob"), WORKERS, strict=True)
    threads = [threading.Thread(target=work, args=(counter,), name=name) for name, work in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert invariant(counter), f"only {counter.handed_out} came to be collected"


if __name__ == "__main__":
    main()
