"""Five philosophers take the fork with the lower number first, so the waiting has no cycle."""

import threading

SEATS = 5


class Table:
    def __init__(self) -> None:
        self.forks = [threading.Lock() for _ in range(SEATS)]
        self.fed = [False] * SEATS


def dine(table: Table, seat: int) -> None:
    first, second = sorted((seat, (seat + 1) % SEATS))
    with table.forks[first], table.forks[second]:
        table.fed[seat] = True


setup = Table
WORKERS = [lambda table, seat=seat: dine(table, seat) for seat in range(SEATS)]


def main() -> None:
    table = setup()
    names = ("Arendt", "Beauvoir", "Confucius", "Descartes", "Epicurus")
    people = zip(names, WORKERS, strict=True)
    threads = [threading.Thread(target=work, args=(table,), name=name) for name, work in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(table.fed), "somebody went hungry"


if __name__ == "__main__":
    main()
