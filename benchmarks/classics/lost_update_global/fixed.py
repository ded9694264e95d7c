"""Two gates count visitors in one global; reading, adding and writing back happen under a lock."""

import threading

visitors = 0


def setup() -> threading.Lock:
    global visitors
    visitors = 0
    return threading.Lock()


def count_visitors(counting: threading.Lock) -> None:
    global visitors
    for _ in range(2):
        with counting:
            visitors += 1


WORKERS = [count_visitors, count_visitors]


def invariant(_counting: threading.Lock) -> bool:
    return visitors == 4


def main() -> None:
    counting = setup()
    gates = zip(("north gate", "south gate"), WORKERS, strict=True)
    threads = [threading.Thread(target=work, args=(counting,), name=name) for name, work in gates]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert invariant(counting), f"4 visitors came in, {visitors} were counted"


if __name__ == "__main__":
    main()
