"""A worker is ended for good, also when Ctrl-C comes in the middle of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from labs import processes_left

from grader.supervisor import Order, Supervisor, Worker, tree
from grader.supervisor.fresh import FreshReins
from grader.supervisor.reins import ForkedReins
from grader.supervisor.replies import Replies
from grader.supervisor.sandbox import Sandbox

WITH_A_CHILD = b"import os, time\nif os.fork() == 0: time.sleep(600)\n"


@pytest.fixture(scope="module", params=["forked", "fresh"])
def supervisor(request: pytest.FixtureRequest) -> Iterator[Supervisor]:
    with Supervisor(fork=request.param == "forked") as one:
        yield one
    assert one.alive() == []


def busy_worker(supervisor: Supervisor) -> Worker:
    """One with a child process."""
    worker = supervisor.start(Order(files={"a.py": WITH_A_CHILD}))
    worker.ask("load", 30.0, module="a", file="a.py")
    return worker


def once_interrupted(
    monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, late: bool
) -> list[str]:
    """Have Ctrl-C come at the first call of `owner.name`, before or after what it does."""
    come: list[str] = []
    real: Callable[..., Any] = getattr(owner, name)

    def interrupted(*args: Any, **how: Any) -> Any:
        first = not come
        come.append(name)
        if first and not late:
            raise KeyboardInterrupt
        given = real(*args, **how)
        if first:
            raise KeyboardInterrupt
        return given

    monkeypatch.setattr(owner, name, interrupted)
    return come


def test_ending_twice_gives_what_was_seen_once(supervisor: Supervisor) -> None:
    worker = busy_worker(supervisor)
    evidence, output = worker.end(), worker.output()
    assert (worker.end(), worker.output()) == (evidence, output)
    assert not worker.sandbox.root.exists()
    assert processes_left(supervisor) == []


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (ForkedReins, "end"),
        (ForkedReins, "_order_end"),
        (FreshReins, "end"),
        (tree, "end"),
        (Replies, "close"),
        (Sandbox, "remove"),
        (Supervisor, "_forget"),
    ],
)
def test_an_interrupted_end_is_completed_by_the_next(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, late: bool
) -> None:
    if owner is (FreshReins if supervisor.forks else ForkedReins):
        return
    with monkeypatch.context() as patched:
        come = once_interrupted(patched, owner, name, late)
        worker = busy_worker(supervisor)
        try:
            worker.end()
        except KeyboardInterrupt:
            assert come
        worker.end()
    assert worker.output() == ("", "")
    assert not worker.sandbox.root.exists()
    assert processes_left(supervisor) == []
    with busy_worker(supervisor) as another:
        assert another.pid != worker.pid


def test_a_supervisor_that_is_closed_ends_what_an_interrupted_end_has_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Supervisor() as supervisor:
        worker = busy_worker(supervisor)
        once_interrupted(monkeypatch, Sandbox, "remove", late=False)
        with pytest.raises(KeyboardInterrupt):
            worker.end()
    assert not worker.sandbox.root.exists()
    assert supervisor.alive() == []
