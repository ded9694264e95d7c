"""What a grading says: the one shape (`grader/result/v1`) that every report is written from.

Nothing here knows how a verdict was reached, and nothing here imports what judges, so that a
report depends on the result alone.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from typing import Any, TypeVar

from grader.cpus import usable_cpus

_T = TypeVar("_T")

SCHEMA = "grader/result/v1"


class Status(StrEnum):
    """`ERROR` means that the kit failed, never the student."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    SKIPPED = "skipped"


class Kind(StrEnum):
    """Why a check failed. A new kind needs a word in every language and a line in the schema."""

    WRONG_RESULT = "wrong_result"
    RACE = "race"
    DEADLOCK = "deadlock"
    NEVER_ENDS = "never_ends"
    EXCEPTION = "exception"
    IMPORT_ERROR = "import_error"
    MISSING_NAME = "missing_name"
    LEAKED_THREAD = "leaked_thread"
    LEAKED_PROCESS = "leaked_process"
    NOT_CONCURRENT = "not_concurrent"
    NOT_PARALLEL = "not_parallel"
    NOT_PROCESSES = "not_processes"
    TOO_SLOW = "too_slow"
    KILLED = "killed"
    TAMPERING = "tampering"
    NOT_GRADABLE = "not_gradable"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a story: what one thread did next.

    `line` counts from 1 in `file`, a path relative to the submission; both are empty (0, "") for
    a step outside of the student's code. `event` is one of read, write, acquire, release, wait,
    notify, start, join, call, block, end, raise. `value` is what was read; a write gives `before`
    and `value`. `holds` names the locks held while the step is made. `mark` is true for the two or
    three steps that matter.
    """

    thread: str
    file: str = ""
    line: int = 0
    source: str = ""
    event: str = ""
    target: str = ""
    value: str = ""
    before: str = ""
    holds: tuple[str, ...] = ()
    mark: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """One row of a deadlock's wait table: who waits for what, and what it holds meanwhile.

    `holds` pairs the name of a lock with the line on which it was taken (0 where unknown).
    `held_by` names the thread that would have to act first, "" when nobody does. `in_cycle` is
    true for the threads that form the cycle. Who waits for nothing, `waits_for` "", still runs.
    """

    thread: str
    waits_for: str
    file: str = ""
    line: int = 0
    source: str = ""
    holds: tuple[tuple[str, int], ...] = ()
    held_by: str = ""
    in_cycle: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of a speedup's timeline: a worker and the virtual seconds (start, end) it worked."""

    name: str
    busy: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why a check failed, in one sentence and the evidence for it.

    `schedules_tried` counts the interleavings looked at; `schedule` replays the failing one.
    `detail` is plain text shown as it is (a traceback on the student's lines, captured output).
    `facts` holds measured figures by name (speedup, efficiency, pids, ...), plain JSON values.
    """

    kind: Kind
    summary: str
    story: tuple[Step, ...] = ()
    waits: tuple[Wait, ...] = ()
    timeline: tuple[Lane, ...] = ()
    detail: str = ""
    file: str = ""
    line: int = 0
    schedule: str = ""
    schedules_tried: int = 0
    exhaustive: bool = False
    search_seconds: float = 0.0
    hint: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The outcome of one check. `points` and `max_points` are whole numbers of points."""

    id: str
    title: str
    status: Status
    points: int
    max_points: int
    seconds: float = 0.0
    diagnosis: Diagnosis | None = None
    reason: str = ""
    """Why a check was skipped or ended in an error; empty otherwise."""
    notes: tuple[str, ...] = ()
    """What was measured or noticed and does not change the verdict."""


@dataclass(frozen=True, slots=True)
class Environment:
    """Where a result was made. `cpus` are the usable ones; `isolation` names what confined it."""

    python: str
    gil: bool
    cpus: int
    platform: str
    isolation: tuple[str, ...] = ()

    @classmethod
    def here(cls, isolation: tuple[str, ...] = ()) -> Environment:
        gil_enabled = getattr(sys, "_is_gil_enabled", lambda: True)
        return cls(
            python=platform.python_version(),
            gil=bool(gil_enabled()),
            cpus=usable_cpus(),
            platform=f"{sys.platform}-{platform.machine()}",
            isolation=isolation,
        )


@dataclass(frozen=True, slots=True)
class Result:
    """One exercise graded once."""

    exercise: str
    title: str
    file: str
    """The graded file, as a path that a reader can open (relative to the kit where it can be)."""
    status: Status
    score: int
    max_score: int
    seconds: float
    seed: int
    checks: tuple[CheckResult, ...]
    environment: Environment
    message: str = ""
    """Why nothing could be graded (`status` is then `error`), else empty."""
    uncovered: tuple[int, ...] = ()
    """Lines of the answer that no check ever ran; only measured with --coverage."""
    coverage_percent: float | None = None

    @property
    def passed(self) -> bool:
        return self.status is Status.PASSED

    def to_json(self) -> dict[str, Any]:
        """The `grader/result/v1` object, ready for `json.dumps`."""
        return {"schema": SCHEMA, **_plain(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Result:
        """The inverse of `to_json`; raises ValueError on another schema."""
        if data.get("schema") != SCHEMA:
            raise ValueError(f"expected schema {SCHEMA!r}, found {data.get('schema')!r}")
        body = {k: v for k, v in data.items() if k != "schema"}
        body["status"] = Status(body["status"])
        body["environment"] = _build(Environment, body["environment"])
        body["checks"] = tuple(_check(c) for c in body["checks"])
        return _build(cls, body)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value


def _build(cls: type[_T], data: Mapping[str, Any]) -> _T:
    known = {f.name for f in fields(cls)}  # type: ignore[arg-type]
    return cls(**{k: _frozen(v) for k, v in data.items() if k in known})


def _frozen(value: Any) -> Any:
    return tuple(_frozen(v) for v in value) if isinstance(value, list) else value


def _check(data: Mapping[str, Any]) -> CheckResult:
    body = dict(data)
    body["status"] = Status(body["status"])
    if body.get("diagnosis") is not None:
        d = dict(body["diagnosis"])
        d["kind"] = Kind(d["kind"])
        d["story"] = tuple(_build(Step, s) for s in d.get("story", ()))
        d["waits"] = tuple(_build(Wait, w) for w in d.get("waits", ()))
        d["timeline"] = tuple(_build(Lane, t) for t in d.get("timeline", ()))
        body["diagnosis"] = _build(Diagnosis, d)
    return _build(CheckResult, body)
