"""`lab.interleave`: real processes, whose operations on shared objects are put in order.

Every run is a real one; only who goes on next is decided here. The worker says what it saw, and
whether an outcome is right is decided in the grader process.
"""

from __future__ import annotations

import functools
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from grader.check import Rejected, Undecided, short
from grader.conductor import Conductor, End, Search
from grader.conductor.record import Record, Strategy
from grader.conductor.search import Follow
from grader.conductor.telling import path, tell
from grader.gate.server import Server
from grader.i18n import _
from grader.interleaving.data import as_data
from grader.interleaving.outcome import Ending
from grader.interleaving.strategies.replay import decode
from grader.lab import failures, verdicts
from grader.lab.failures import Phase
from grader.lab.gate import HAD_ITS_CHANCE
from grader.lab.session import Session
from grader.result import Diagnosis, Kind
from grader.supervisor import Loss
from grader.worker.points import (
    files,
    locks,
    memory,
    pipes,
    points,
    processes,
    program,
    proxies,
    queues,
)

if TYPE_CHECKING:
    from grader.lab.lab import Lab

_MOST_STEPS = 400
_TURN_SECONDS = 0.01
"""How long one turn beside the worker may go on, so that the worker is looked at as well."""
_SEE_OUT_SECONDS = 5.0
"""How long processes that outlive the main one are conducted on."""
LEAST = 6
"""Runs that are made whatever the clock says: the first few try the sharpest places."""
_COMPARED = 12
"""Runs that are looked at before a wrong result is said to need no second process."""


@dataclass(frozen=True, slots=True)
class Interleaving:
    """What was seen. `values` are the distinct plain values that the scenario returned, in the
    order in which they came; `schedules` were run in `seconds` of real time.

    Every schedule with at most `preemptions` preemptions was run (-1: not even those with none),
    as far as operations on different objects need no order; `exhaustive` when none was left out.
    """

    values: tuple[Any, ...]
    schedules: int
    seconds: float
    preemptions: int
    exhaustive: bool


def interleave(
    lab: Lab,
    scenario: Callable[..., Any],
    *args: Any,
    holds: Callable[[Any], bool] | None = None,
    otherwise: Callable[[Any], str] | None = None,
    kind: Kind = Kind.RACE,
    schedules: int = 30,
    seconds: float = 20.0,
    start_method: str | None = None,
    deadline: float = 30.0,
    replay: str = "",
) -> Interleaving:
    """Run `scenario(answer, *args)` in up to `schedules` orders of what its processes do to things
    that they share.

    `seconds` of real time are a brake: after them no further run is begun, but for the first few.
    `deadline` bounds one run. `replay` is the schedule of a diagnosis, to be run once instead of
    searching. `start_method` is what multiprocessing uses; a run costs two to ten times as much
    under spawn and forkserver as under fork.

    Raises Rejected, with the story, for the first outcome for which `holds` is false (with `kind`
    and the sentence `otherwise(value)`), for a deadlock, for an exception in the scenario, and for
    what every verb rejects. Raises Undecided where a run was too slow to be judged.
    """
    judge = verdicts.Judge(lab.submission, holds, otherwise or _unexpected, kind)
    with Session(lab, cpu_seconds=8 * deadline + 30) as session:
        with Server() as server:
            session.prepare(
                _in_sight(scenario), args, start_method=start_method,
                setup=program.begin, setup_arguments=(_program(server),),
            )  # fmt: skip
            session.load()
            searching = _Searching(lab, session, server, judge, deadline)
            if replay:
                searching.run(Follow(path(decode(replay))))
            else:
                searching.search(schedules, seconds)
        session.finish()
    return searching.result()


class _Decided(Exception):
    """The run is over although the program is not."""

    def __init__(self, end: End) -> None:
        super().__init__(end.name)
        self.end = end


class _Beside:
    """Conducts while the worker's answer is waited for."""

    def __init__(self, server: Server, conductor: Conductor) -> None:
        self._server = server
        self._conductor = conductor

    def fileno(self) -> int:
        return self._server.fileno()

    def turn(self) -> None:
        limit = time.monotonic() + _TURN_SECONDS
        while time.monotonic() < limit:
            end = self._conductor.step(0.001)
            if end is not End.GOING:
                raise _Decided(end)


class _Searching:
    """Runs one schedule after the other until one fails."""

    def __init__(
        self, lab: Lab, session: Session, server: Server, judge: verdicts.Judge, deadline: float
    ) -> None:
        seed = random.Random(f"{lab.seed}/{lab.check_id}/interleave").getrandbits(32)
        self._search = Search(seed)
        self._session = session
        self._server = server
        self._judge = judge
        self._deadline = deadline
        self._begun = time.monotonic()
        self._values: list[Any] = []
        self._runs = 0
        self._failed: tuple[dict[str, Any], Record] | None = None
        self._first_failed = 0
        self._passed = False

    @property
    def _seconds(self) -> float:
        return time.monotonic() - self._begun

    def search(self, schedules: int, seconds: float) -> None:
        """Raises Rejected for a failure, as soon as it is clear what kind of failure it is."""
        limit = schedules
        while self._runs < limit and (self._runs < LEAST or self._seconds < seconds):
            strategy = self._search.next()
            if strategy is None:
                break
            self._search.learn(self._run(strategy))
            if self._failed is not None:
                # What fails in every order, and without anybody's interference, is no race.
                limit = min(schedules, self._first_failed + _COMPARED)
                story = self._story(self._failed[1], Ending.RETURNED)
                if self._passed or story["interleaved"] or self._judge.kind is not Kind.RACE:
                    break
        self._reject_failed()

    def run(self, strategy: Strategy) -> None:
        """One run only. Raises Rejected."""
        self._run(strategy)
        self._passed = True
        self._reject_failed()

    def result(self) -> Interleaving:
        return Interleaving(
            tuple(self._values),
            self._runs,
            self._seconds,
            self._search.bound,
            self._search.exhausted,
        )

    def _run(self, strategy: Strategy) -> Record:
        worker = self._session.worker
        conductor = Conductor(self._server, strategy, lambda: [worker.pid])
        worker.beside = _Beside(self._server, conductor)
        self._runs += 1
        try:
            reply = self._session.ask("conduct", self._deadline)
        except _Decided as decided:
            raise self._stuck(conductor, decided.end) from None
        except Rejected as rejected:
            raise self._after_deadline(rejected) from None
        finally:
            worker.beside = None
        conductor.see_out(_SEE_OUT_SECONDS)
        self._judge_run(reply, conductor.record)
        return conductor.record

    def _judge_run(self, reply: Mapping[str, Any], record: Record) -> None:
        if "exited" in reply:
            raise Rejected(Diagnosis(Kind.KILLED, failures.exited(reply["exited"], Phase.SCENARIO)))
        run = reply["run"]
        failures.reject_tampering(run.get("findings", {}))
        outcome = {
            "ending": "returned",
            "value": run.get("value"),
            "failures": [],
            "error": run.get("error"),
            "first_schedule": self._runs,
        }
        if not outcome["error"]:
            failures.reject_oversized(outcome["value"])
            if outcome["value"] not in self._values:
                self._values.append(outcome["value"])
            if self._judge.first_failure([outcome]) is None:
                self._passed = True
                return
        if self._failed is None:
            self._failed, self._first_failed = (outcome, record), self._runs

    def _reject_failed(self) -> None:
        if self._failed is None:
            return
        outcome, record = self._failed
        story = self._story(record, Ending.RETURNED)
        found = {"outcomes": [outcome] * (1 + self._passed), "seconds": self._seconds}
        if not outcome["error"]:
            raise Rejected(self._judge.diagnosis(outcome, story, found, processes=True))
        raised = failures.raised(
            outcome["error"], Phase.SCENARIO, self._judge.submission, self._session.output()[1]
        ).diagnosis
        in_some = self._passed and self._judge.kind is Kind.RACE
        if in_some:
            raised = replace(
                raised,
                kind=Kind.RACE,
                summary=_("In some interleavings, but not in all: {summary}").format(
                    summary=raised.summary
                ),
            )
        told = self._judge.diagnosis({**outcome, "error": None}, story, found, processes=True)
        raise Rejected(replace(told, kind=raised.kind, summary=raised.summary, detail=raised.detail,
                               file=raised.file, line=raised.line))  # fmt: skip

    def _stuck(self, conductor: Conductor, end: End) -> Rejected:
        outcome = {"ending": "deadlock", "failures": [], "first_schedule": self._runs}
        story = self._story(conductor.record, Ending.DEADLOCK)
        found = {"outcomes": [outcome], "seconds": self._seconds}
        diagnosis = self._judge.diagnosis(outcome, story, found, processes=True)
        if end is End.STALLED:
            self._session.worker.lose(Loss.DEADLINE)
            summary = _("Your code waits for ever: none of its processes has anything left to do.")
            diagnosis = replace(diagnosis, kind=Kind.NEVER_ENDS, summary=summary)
        return Rejected(diagnosis)

    def _story(self, record: Record, ending: Ending) -> dict[str, Any]:
        sources = {
            name: content.decode("utf-8", "replace").splitlines()
            for name, content in self._judge.submission.files.items()
        }
        return as_data(tell(record, ending, sources), _MOST_STEPS)

    def _after_deadline(self, rejected: Rejected) -> Exception:
        """`rejected`, unless the time may have been up through no fault of the program's."""
        if rejected.diagnosis.kind is not Kind.NEVER_ENDS:
            return rejected
        cpu_seconds = self._session.worker.evidence().cpu_seconds
        if cpu_seconds < HAD_ITS_CHANCE * self._deadline:
            return Undecided(f"a run took {self._deadline:g} s and {cpu_seconds:.1f} CPU seconds")
        return rejected


def _in_sight(scenario: Callable[..., Any]) -> Callable[..., Any]:
    """`scenario`, with a point before it begins, from which its process is known."""

    @functools.wraps(scenario)
    def in_sight(answer: Any, *args: Any) -> Any:
        import multiprocessing

        known: Any = multiprocessing
        known._points.begin(answer)
        return scenario(answer, *args)

    return in_sight


def _program(server: Server) -> program.Program:
    made = program.Program()
    made.code = _code()
    made.address, made.token = server.address, server.token
    return made


@cache
def _code() -> bytes:
    """`Program`, pickled together with its code."""
    import cloudpickle

    modules = (files, locks, memory, pipes, points, processes, program, proxies, queues)
    for module in modules:
        cloudpickle.register_pickle_by_value(module)
    try:
        return bytes(cloudpickle.dumps(program.Program()))
    finally:
        for module in modules:
            cloudpickle.unregister_pickle_by_value(module)


def _unexpected(value: Any) -> str:
    return _("The result was wrong: {value}.").format(value=short(value))
