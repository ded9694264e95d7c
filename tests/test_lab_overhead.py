"""How much CPU time goes into the work: both measured in one run, however busy the machine."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from labs import lab_for, rejection

from grader.check import Undecided
from grader.gate import metered
from grader.lab import overhead
from grader.result import Kind
from grader.supervisor import Supervisor

SOURCE = """
    from multiprocessing import Pool, Process
    from threading import Thread

    def row(task):
        work, y, width = task
        return sum(work(x, y) for x in range(width))

    def f(work, workers, how, width, height):
        if how == "rows":
            with Pool(workers) as pool:
                return sum(pool.imap_unordered(row, [(work, y, width) for y in range(height)]))
        if how == "pixels":
            with Pool(workers) as pool:
                pixels = [(x, y) for y in range(height) for x in range(width)]
                return sum(pool.starmap(work, pixels, chunksize=1))
        if how == "waits for each":
            with Pool(workers) as pool:
                return sum(pool.apply(row, ((work, y, width),)) for y in range(height))
        if how == "threads":
            threads = [Thread(target=row, args=((work, k, width),)) for k in range(workers)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            return workers
        return 0
"""


@pytest.fixture(scope="module")
def supervisor() -> Iterator[Supervisor]:
    with Supervisor() as supervisor:
        yield supervisor


def pixel(x: int, y: int) -> int:
    total = 0
    for i in range(400):
        total += i * x
    return total + y


def coarse(x: int, y: int) -> int:
    return sum(pixel(x, y) for _ in range(50))


def picture(answer: Any, work: Any, *args: Any) -> Any:
    return answer.f(work, *args)


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_whole_rows_are_mostly_work(supervisor: Supervisor, method: str) -> None:
    lab = lab_for(supervisor, SOURCE)
    run = lab.overhead(picture, 2, "rows", 20, 72, work=coarse, workers=2, start_method=method)
    assert run.value == sum(coarse(x, y) for x in range(20) for y in range(72))
    assert (run.calls, run.processes) == (1440, 2)
    assert run.share > overhead.LEAST


def test_a_task_for_every_small_item_is_mostly_messages(supervisor: Supervisor) -> None:
    diagnosis = rejection(
        lab_for(supervisor, SOURCE).overhead, picture, 2, "pixels", 100, 100, work=pixel, workers=2
    )
    assert diagnosis.kind is Kind.TOO_SLOW
    assert "messages cost more than work" in diagnosis.summary
    assert diagnosis.facts["calls"] == 10_000
    assert diagnosis.facts["share"] < overhead.LEAST


def test_who_never_comes_is_not_waited_for(supervisor: Supervisor) -> None:
    """Only one of the two workers ever has something to do before the barrier."""
    run = lab_for(supervisor, SOURCE).overhead(
        picture, 2, "waits for each", 20, 60, work=coarse, workers=2, least=0.0
    )
    assert run.calls == 1200


def test_threads_keep_an_account_each(supervisor: Supervisor) -> None:
    run = lab_for(supervisor, SOURCE).overhead(
        picture, 4, "threads", 300, 0, work=coarse, workers=1, least=0.0
    )
    assert (run.calls, run.processes) == (1200, 1)


def test_work_that_is_never_called_is_told_so(supervisor: Supervisor) -> None:
    diagnosis = rejection(
        lab_for(supervisor, SOURCE).overhead, picture, 2, "nothing", 1, 1, work=pixel
    )
    assert diagnosis.kind is Kind.WRONG_RESULT


def test_too_little_work_decides_nothing(supervisor: Supervisor) -> None:
    with pytest.raises(Undecided):
        lab_for(supervisor, SOURCE).overhead(picture, 2, "rows", 1, 2, work=pixel, workers=1)


def test_who_got_no_cpu_until_the_deadline_is_undecided_and_who_loops_for_ever_is_not(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    sleeps = "import time\ndef f(work):\n    work(1, 1)\n    time.sleep(600)"
    how: dict[str, Any] = {"work": pixel, "workers": 1, "deadline": 2.0}
    with pytest.raises(Undecided):
        lab_for(supervisor, sleeps).overhead(picture, **how)
    # However little of a busy machine it gets.
    monkeypatch.setattr(overhead, "HAD_ITS_CHANCE", 0.001)
    loops = "def f(work):\n    while True: work(1, 1)"
    assert rejection(lab_for(supervisor, loops).overhead, picture, **how).kind is Kind.NEVER_ENDS


def test_what_is_no_account_is_not_counted(tmp_path: Path) -> None:
    good = metered.ACCOUNT.pack(1.5, 3)
    (tmp_path / "7-7").write_bytes(good)
    (tmp_path / "7-8").write_bytes(good * 2)
    (tmp_path / "7-9").write_bytes(metered.ACCOUNT.pack(float("nan"), 3))
    (tmp_path / "8-1").write_bytes(metered.ACCOUNT.pack(-1.0, 3))
    (tmp_path / "folder").mkdir()
    if hasattr(os, "mkfifo"):
        (tmp_path / "link").symlink_to(tmp_path / "7-7")
        os.mkfifo(tmp_path / "pipe")
    assert overhead._accounts(tmp_path) == {"7-7": (1.5, 3)}
    assert overhead._accounts(tmp_path / "nowhere") == {}
