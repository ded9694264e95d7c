"""One lock is held while both fields are written, and while both are read."""

import threading


class Clock:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.hour = 9
        self.minute = 59
        self.seen = (9, 59)


def tick(clock: Clock) -> None:
    with clock.lock:
        clock.hour = 10
        clock.minute = 0


def look(clock: Clock) -> None:
    with clock.lock:
        clock.seen = (clock.hour, clock.minute)


setup = Clock
WORKERS = [tick, look]


def invariant(clock: Clock) -> bool:
    return clock.seen in ((9, 59), (10, 0))


def main() -> None:
    clock = setup()
    threads = [threading.Thread(target=f, args=(clock,), name=f.__name__) for f in WORKERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert invariant(clock), f"the clock went from 9:59 to 10:00 and showed {clock.seen}"


if __name__ == "__main__":
    main()
