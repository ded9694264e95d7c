"""Three doctors in a ring go home when the next one is on duty; all three may look before any goes.

Two of them alone cannot go wrong: it takes each doctor's look before the next one's leaving.
"""

import threading

DOCTORS = 3


class Ward:
    def __init__(self) -> None:
        self.on_duty = [True] * DOCTORS


def go_home(ward: Ward, doctor: int) -> None:
    if ward.on_duty[(doctor + 1) % DOCTORS]:
        ward.on_duty[doctor] = False


setup = Ward
WORKERS = [lambda ward, doctor=doctor: go_home(ward, doctor) for doctor in range(DOCTORS)]


def invariant(ward: Ward) -> bool:
    return any(ward.on_duty)


def main() -> None:
    ward = setup()
    doctors = zip(("Dr Ahn", "Dr Bae", "Dr Cho"), WORKERS, strict=True)
    threads = [threading.Thread(target=work, args=(ward,), name=name) for name, work in doctors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert invariant(ward), "no doctor is on duty"


if __name__ == "__main__":
    main()
