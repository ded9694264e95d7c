"""`lab.overhead`: how much of the CPU time goes into the work, and how much into passing it on.

The gate sees which calls are under way together, not what it costs to get them there: one task an
item passes it and is slower than no processes at all. So here the work runs freely, and its share
of what the whole process tree uses is judged. Both parts are measured in the same run, on the same
busy machine, in CPU time; so a slow machine changes both alike.
"""

from __future__ import annotations

import functools
import json
import os
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.check import Rejected, Undecided, expect
from grader.gate import metered
from grader.gate.client import believe_in
from grader.gate.gate import GRACE
from grader.gate.server import Server
from grader.gate.stall import Stall
from grader.gate.tree import can_see, see_tree
from grader.i18n import _
from grader.lab.gate import HAD_ITS_CHANCE
from grader.lab.pack import pack_function
from grader.lab.session import Session
from grader.result import Kind
from grader.supervisor import Evidence

if TYPE_CHECKING:
    from grader.lab.lab import Lab

LEAST = 0.6
"""Right answers have 0.67 and more, one small task an item 0.46 at the most, on any version."""
SETTLE = 0.05
"""Seconds without a newcomer until the CPU time so far is known: it is looked at every 0.01 s."""
TOO_LITTLE = 0.2
"""CPU seconds below which nothing can be said: they are counted in hundredths."""
MODULE = "measured_work"


@dataclass(frozen=True, slots=True)
class OverheadRun:
    """What came back, the CPU seconds inside the work and of the whole process tree from the
    moment on at which everybody was there, how often the work was called, and by how many
    processes."""

    value: Any
    work_seconds: float
    tree_seconds: float
    calls: int
    processes: int
    evidence: Evidence

    @property
    def share(self) -> float:
        """The share of the CPU time that went into the work."""
        return self.work_seconds / self.tree_seconds


def overhead(
    lab: Lab,
    scenario: Callable[..., Any],
    *args: Any,
    work: Callable[..., Any],
    workers: int = 4,
    least: float = LEAST,
    start_method: str | None = None,
    deadline: float = 30.0,
) -> OverheadRun:
    """Call `scenario(answer, work, *args)` once, freely. `work` is a function of the suite; in
    all it should take a CPU second or more.

    Raises Rejected (`too_slow` when less than `least` of the CPU time goes into the work, and what
    every verb raises) and Undecided.
    """
    with Server() as server:
        ticket = server.work(0)
        settings = {
            "address": ticket.address,
            "token": ticket.token,
            "function": pack_function(work),
        }
        files = {
            f"{MODULE}.py": Path(metered.__file__).read_bytes(),
            metered.SETTINGS: json.dumps(settings).encode(),
        }
        with Session(lab, cpu_seconds=8 * deadline + 30, files=files) as session:
            run = _measured(session, _Barrier(session, server, workers), scenario, args,
                            start_method, deadline)  # fmt: skip
    _judge(run, least)
    return run


@dataclass
class _Barrier:
    """Stands beside the worker and lets nobody begin before everybody is there."""

    session: Session
    server: Server
    workers: int
    before: float | None = None
    """CPU seconds of the tree when the work began."""
    _waiting: dict[int, int] = field(default_factory=dict)
    """Processes by the number of their request."""
    _changed: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self._stall = Stall(lambda: see_tree([self.session.worker.pid])) if can_see() else None

    def fileno(self) -> int:
        return self.server.fileno()

    def turn(self) -> None:
        for request in self.server.poll(0):
            self._waiting[request.number] = request.caller.pid
            self._changed = time.monotonic()
            if self._stall is not None:
                self._stall.restart()
        if self._waiting and (self.before is not None or self._complete()):
            if self.before is None:
                self.before = self.session.worker.evidence().cpu_seconds
            for number in self._waiting:
                self.server.answer(number, True)
            self._waiting.clear()

    def _complete(self) -> bool:
        """Whether all are there, or it is certain that nobody else is going to come first."""
        still = time.monotonic() - self._changed
        if len(set(self._waiting.values())) >= self.workers:
            return still > SETTLE
        return still > GRACE if self._stall is None else self._stall.look()


def _measured(
    session: Session,
    barrier: _Barrier,
    scenario: Callable[..., Any],
    args: tuple[Any, ...],
    start_method: str | None,
    deadline: float,
) -> OverheadRun:
    worker = session.worker
    session.prepare(
        _with_metered(scenario),
        args,
        start_method=start_method,
        setup=believe_in,
        setup_arguments=(barrier.workers,),
    )
    session.load()
    worker.beside = barrier
    try:
        reply = session.ask("call", deadline)
    except Rejected as rejected:
        cpu_seconds = worker.evidence().cpu_seconds
        never_ended = rejected.diagnosis.kind is Kind.NEVER_ENDS
        if never_ended and cpu_seconds < HAD_ITS_CHANCE * deadline:
            raise Undecided(f"{cpu_seconds:.1f} CPU seconds used in {deadline:g} s") from None
        raise
    finally:
        worker.beside = None
    tree_seconds = worker.evidence().cpu_seconds - (barrier.before or 0.0)
    accounts = _accounts(Path(worker.sandbox.work) / metered.ACCOUNTS)
    return OverheadRun(
        value=reply.get("value"),
        work_seconds=sum(seconds for seconds, _calls in accounts.values()),
        tree_seconds=tree_seconds,
        calls=sum(calls for _seconds, calls in accounts.values()),
        processes=len({name.partition("-")[0] for name in accounts}),
        evidence=session.finish(),
    )


def _judge(run: OverheadRun, least: float) -> None:
    expect(run.calls > 0, Kind.WRONG_RESULT, _("The work was never called."))
    if run.tree_seconds < TOO_LITTLE or run.share > 1.1:
        raise Undecided(
            f"{run.work_seconds:.2f} CPU seconds inside the work, {run.tree_seconds:.2f} in all"
        )
    expect(
        run.share >= least,
        Kind.TOO_SLOW,
        _(
            "Only {percent} of the CPU time went into the work; the rest went into passing it "
            "on. With one task an item, messages cost more than work: hand out larger chunks."
        ).format(percent=f"{100 * run.share:.0f} %"),
        facts={
            "share": round(run.share, 3),
            "work_seconds": round(run.work_seconds, 3),
            "tree_seconds": round(run.tree_seconds, 3),
            "calls": run.calls,
        },
    )


def _accounts(folder: Path) -> dict[str, tuple[float, int]]:
    """CPU seconds and calls by process and thread. What is no account is not counted."""
    found = {}
    for path in folder.iterdir() if folder.is_dir() else ():
        # Student code may have put anything there: a link, or a pipe that is never written to.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        try:
            descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
        except OSError:
            continue
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                continue
            raw = os.read(descriptor, metered.ACCOUNT.size + 1)
        finally:
            os.close(descriptor)
        if len(raw) == metered.ACCOUNT.size:
            seconds, calls = metered.ACCOUNT.unpack(raw)
            if isfinite(seconds) and seconds >= 0 and calls >= 0:
                found[path.name] = (seconds, calls)
    return found


def _with_metered(scenario: Callable[..., Any]) -> Callable[..., Any]:
    """`scenario` with the measured work as its second argument; a function of the suite's module,
    with which it travels by value."""

    @functools.wraps(scenario)
    def with_metered(answer: Any, *args: Any) -> Any:
        import importlib

        return scenario(answer, importlib.import_module("measured_work").Metered(), *args)

    return with_metered
