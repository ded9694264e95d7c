"""The real clock beside a verdict: what it says, and when it says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from labs import lab_for

from grader.lab import measure
from grader.lab.measure import Measurement, Timing
from grader.supervisor import Supervisor


@pytest.fixture(scope="module")
def supervisor() -> Iterator[Supervisor]:
    with Supervisor() as supervisor:
        yield supervisor


def burn(answer: Any, workers: int, seconds: float) -> int:
    import time

    limit = time.process_time() + seconds
    while time.process_time() < limit:
        pass
    return workers


def burn_in_children(answer: Any, workers: int, seconds: float) -> Any:
    return answer.f(workers, seconds)


BURNS = """
    import time
    from multiprocessing import Process

    def burn(seconds):
        limit = time.process_time() + seconds
        while time.process_time() < limit:
            pass

    def f(workers, seconds):
        processes = [Process(target=burn, args=(seconds,)) for _ in range(workers)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
"""


def test_cpu_seconds_are_those_of_all_processes(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "usable_cpus", lambda: 3)
    lab = lab_for(supervisor, BURNS)
    found = measure.measure(lab, burn, burn_in_children, 0.3, workers=8, start_method="fork")
    assert found.workers == 3
    # On any machine: three children burn three times what the one process burns alone.
    assert 2.0 < found.together.cpu / found.alone.cpu < 5.0
    assert found.together.cores == pytest.approx(found.together.cpu / found.together.wall)


def test_with_one_usable_cpu_nothing_is_measured_and_that_is_said(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "usable_cpus", lambda: 1)
    said = lab_for(supervisor, BURNS).measured(burn, burn, 0.0, workers=4)
    assert said == "Structure proven; real speedup not measurable: 1 usable CPU."


def test_beside_other_gradings_nothing_is_measured(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "usable_cpus", lambda: 2)
    lab = lab_for(supervisor, BURNS, alone=False)
    assert "other gradings run beside" in lab.measured(burn, burn, 0.0, workers=4)


def test_an_answer_that_fails_here_is_told_so_and_not_failed(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "usable_cpus", lambda: 2)
    lab = lab_for(supervisor, "def f(workers, seconds):\n    raise ValueError(41)")
    said = lab.measured(burn, burn_in_children, 0.0, workers=4)
    assert said.startswith("Real speedup not measured:") and "41" in said


@pytest.mark.parametrize(
    ("together", "quota", "said", "not_said"),
    [
        (Timing(1.0, 2.0), None, "2.0 times as fast", ("passing messages", "waited", "quota")),
        (Timing(1.6, 3.2), None, "took 1.20 CPU seconds more", ("waited", "quota")),
        (Timing(2.0, 2.1), None, "The other CPUs waited", ("passing messages", "quota")),
        (Timing(1.0, 2.0), 2.5, "A quota allows 2.5 CPUs", ("passing messages", "waited")),
    ],
)
def test_what_explains_the_difference_is_said(
    together: Timing, quota: float | None, said: str, not_said: tuple[str, ...]
) -> None:
    sentences = Measurement(2, 2, quota, Timing(2.0, 2.0), together).sentences()
    assert said in sentences
    assert not any(words in sentences for words in not_said)


def test_a_run_that_took_no_time_divides_by_nothing() -> None:
    assert Timing(0.0, 0.0).cores == 0.0
    assert Measurement(2, 2, None, Timing(1.0, 1.0), Timing(0.0, 0.0)).speedup == 0.0
