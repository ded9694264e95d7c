"""`lab.gate`: a scenario whose work is handed in, so that the grader sees how it is shared out."""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from grader.check import Rejected, Undecided, expect
from grader.gate import Gate, Item, State
from grader.gate.client import Work, believe_in
from grader.gate.schedule import TINY
from grader.gate.stall import Stall
from grader.gate.tree import can_see, see_tree
from grader.harmless import harmless
from grader.i18n import _, ngettext
from grader.lab import failures
from grader.lab.failures import Phase
from grader.lab.gate_run import GateRun
from grader.lab.session import Session
from grader.lab.sharing import Sharing, too_slow
from grader.result import Kind
from grader.supervisor import Loss
from grader.supervisor import tree as processes

if TYPE_CHECKING:
    from grader.lab.lab import Lab

LEAVE_SECONDS = 10.0
"""How long the program may take to end once the scenario is over: shutting down pools and managers
takes CPU time, of which a busy machine has little."""
HAD_ITS_CHANCE = 0.25
"""The share of its deadline that a program has to have spent on a CPU to be called endless."""


def gate(
    lab: Lab,
    scenario: Callable[..., Any],
    *args: Any,
    items: Mapping[Hashable, Any],
    workers: int = 4,
    efficiency: float = 0.0,
    start_method: str | None = None,
    none_left: bool = False,
    deadline: float = 30.0,
) -> GateRun:
    """Call `scenario(answer, work, *args)` once; `work` is a callable whose calls are held.

    `items` maps what `work` may be called with (the argument, or a tuple of them) to what the
    call returns (an `Item`, or the value of one that costs one virtual second). The program is
    told that it has `workers` CPUs. `efficiency` is the least speedup / workers that passes; it may
    be above 1 where some of the work waits, which needs no core. With 0 every call is answered at
    once and only counted. With `none_left` the processes that worked have to be gone when the
    scenario has returned, or soon afterwards by themselves.

    Raises Rejected (`not_processes`, `not_parallel`, `not_concurrent` for waits, `wrong_result`,
    `leaked_process`, and what every verb raises) and Undecided.
    """
    pieces = {key: v if isinstance(v, Item) else Item(v) for key, v in items.items()}
    with (
        Session(lab, cpu_seconds=8 * deadline + 30) as session,
        Gate(pieces, workers, efficiency, lambda: [session.worker.pid]) as desk,
    ):
        grading = _Grading(session, desk, workers, efficiency, none_left, deadline)
        return grading.run(_with_work(scenario, desk.work()), args, start_method)


class _Decided(Exception):
    """The gate has seen enough before the program has ended."""

    def __init__(self, state: State) -> None:
        super().__init__(state.name)
        self.state = state


class _Grading:
    """One program at the gate. Stands beside the worker while its answer is waited for."""

    def __init__(
        self,
        session: Session,
        desk: Gate,
        workers: int,
        efficiency: float,
        none_left: bool,
        deadline: float,
    ) -> None:
        self.session = session
        self.desk = desk
        self.workers = workers
        self.efficiency = efficiency
        self.none_left = none_left
        self.deadline = deadline + desk.patience

    def fileno(self) -> int:
        return self.desk.fileno()

    def turn(self) -> None:
        state = self.desk.step(0)
        if state is not State.GOING:
            raise _Decided(state)

    def run(
        self, scenario: Callable[..., Any], args: tuple[Any, ...], start_method: str | None
    ) -> GateRun:
        session, worker = self.session, self.session.worker
        session.prepare(
            scenario,
            args,
            start_method=start_method,
            setup=believe_in,
            setup_arguments=(self.workers,),
        )
        session.load()
        worker.beside = self
        try:
            reply = session.ask("call", self.deadline)
        except _Decided as decided:
            raise self._early(decided.state) from None
        except Rejected as rejected:
            raise self._after_deadline(rejected) from None
        finally:
            worker.beside = None
        if self.desk.best is not None:
            raise too_slow(self._sharing(), self.desk, self.efficiency)
        return self._judge(reply)

    def _judge(self, reply: Mapping[str, Any]) -> GateRun:
        desk, sharing = self.desk, self._sharing()
        if self.none_left:
            self._expect_none_left()
        evidence = self.session.finish(LEAVE_SECONDS)
        schedule = desk.schedule
        run = GateRun(
            value=reply.get("value"),
            workers=self.workers,
            speedup=schedule.speedup if self.efficiency > 0 else None,
            lanes=schedule.lanes(dict(sharing.names().items())),
            calls=sharing.processes,
            main=sharing.main,
            together=desk.together,
            repeated=tuple(schedule.repeated),
            missing=tuple(schedule.missing),
            unknown=tuple(schedule.unknown),
            stdout=harmless(self.session.output()[0]),
            evidence=evidence,
        )
        if self.efficiency > 0:
            self._expect_speedup(run, sharing)
        return run

    def _expect_speedup(self, run: GateRun, sharing: Sharing) -> None:
        run.expect_all_done()
        if run.speedup is None or run.speedup >= self.efficiency * self.workers - TINY:
            return
        if self.desk.undecided and (run.children or run.evidence.processes):
            # Who was given up on may have come too late only to find that all work was done.
            raise Undecided(f"nobody arrived for a while, and {sys.platform} does not show why")
        raise too_slow(sharing, self.desk, self.efficiency)

    def _early(self, state: State) -> Rejected:
        if state is State.REFUSED:
            return too_slow(self._sharing(), self.desk, self.efficiency)
        lost = self.session.worker.lose(Loss.DEADLINE)
        place = failures.Place(
            self.session.lab.submission,
            str(self.session.worker.sandbox.work),
            *self.session.output(),
        )
        rejected = failures.lost(lost, Phase.SCENARIO, self.deadline, place)
        summary = _("Your code waits for ever: none of its processes has anything left to do.")
        return Rejected(replace(rejected.diagnosis, summary=summary))

    def _after_deadline(self, rejected: Rejected) -> Exception:
        """`rejected`, unless its deadline may have passed through no fault of the program's."""
        if self.desk.best is not None:
            return too_slow(self._sharing(), self.desk, self.efficiency)
        if rejected.diagnosis.kind is not Kind.NEVER_ENDS:
            return rejected
        cpu_seconds = self.session.worker.evidence().cpu_seconds
        if self.desk.schedule.held or cpu_seconds < HAD_ITS_CHANCE * self.deadline:
            return Undecided(
                f"after {self.deadline:g} s: {self.desk.schedule.held} calls held, "
                f"{len(self.desk.schedule.missing)} items not asked for, "
                f"{cpu_seconds:.1f} CPU seconds used"
            )
        return rejected

    def _sharing(self) -> Sharing:
        main = self.session.worker.pid
        desk = self.desk
        calls, shares = dict(desk.callers), dict(desk.shares)
        return Sharing(calls, shares, main, self.workers, desk.together, _has_gil(), desk.waits)

    def _expect_none_left(self) -> None:
        """A process may still be on its way out; one that sleeps is going to stay."""
        limit = time.monotonic() + LEAVE_SECONDS
        stall = Stall(lambda: see_tree(self._children()))
        while (left := self._children()) and time.monotonic() < limit:
            if can_see() and stall.look():
                break
            time.sleep(stall.next_look or 0.02)
        expect(
            not left,
            Kind.LEAKED_PROCESS,
            ngettext(
                "The function has returned, but {n} child process that it started still runs.",
                "The function has returned, but {n} child processes that it started still run.",
                len(left),
            ).format(n=len(left)),
            facts={"pids": left},
        )

    def _children(self) -> list[int]:
        """The processes that called the work, but for the main one, and are alive."""
        pids = [pid for pid in self._sharing().processes if pid != self.session.worker.pid]
        seen = [processes.look(pid) for pid in pids]
        return [found.pid for found in seen if found is not None and not found.zombie]


def _has_gil() -> bool:
    return bool(getattr(sys, "_is_gil_enabled", lambda: True)())


def _with_work(scenario: Callable[..., Any], work: Work) -> Callable[..., Any]:
    """`scenario` with the work as its second argument.

    `wraps` makes it a function of the suite's module, with which it travels by value.
    """

    @functools.wraps(scenario)
    def with_work(answer: Any, *args: Any) -> Any:
        return scenario(answer, work, *args)

    return with_work
