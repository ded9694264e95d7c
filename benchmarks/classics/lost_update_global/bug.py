"""Two gates count visitors in one global; `visitors += 1` reads, adds and writes back.

Both gates can read the same number, and then one visitor is lost.
"""

import threading

visitors = 0


def setup() -> None:
    global visitors
    visitors = 0


def count_visitors(_state: None) -> None:
    global visitors
    for _ in range(2):
        visitors += 1


WORKERS = [count_visitors, count_visitors]


def invariant(_state: None) -> bool:
    return visitors == 4


def main() -> None:
    setup()
    gates = zip(("north gate", "south gate"), WORKERS, strict=True)
    threads = [threading.Thread(target=work, args=(None,), name=name) for name, work in gates]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert invariant(None), f"4 visitors came in, {visitors} were counted"


if __name__ == "__main__":
    main()
