"""The signal leaves no trace: given before the wait begins, it is missed for ever."""

import threading


class Race:
    def __init__(self) -> None:
        self.signal = threading.Condition()
        self.log: list[str] = []


def give_the_signal(race: Race) -> None:
    with race.signal:
        race.signal.notify_all()


def run(race: Race) -> None:
    with race.signal:
        race.signal.wait()
        race.log.append("off")


setup = Race
WORKERS = [give_the_signal, run]


def main() -> None:
    race = setup()
    threads = [threading.Thread(target=f, args=(race,), name=f.__name__) for f in WORKERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert race.log == ["off"], f"the log is {race.log}"


if __name__ == "__main__":
    main()
