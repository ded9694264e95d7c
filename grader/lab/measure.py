"""`lab.measure`: the same work one after the other and in parallel, by a real clock.

Shown beside a verdict, never part of it: a clock judges the machine and whatever else runs on it.
CPU time is read from outside the worker.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.cpus import cpu_quota, usable_cpus
from grader.i18n import _
from grader.lab.session import Session

if TYPE_CHECKING:
    from grader.lab.lab import Lab

NOTICEABLE = 0.25
"""The share of the sequential CPU time from which on extra CPU time is worth a sentence."""
WELL_USED = 0.75
"""The share of the CPUs it could have had from which on a program has used them well."""


@dataclass(frozen=True, slots=True)
class Timing:
    """One free run: wall-clock and CPU seconds, those of all its processes together."""

    wall: float
    cpu: float

    @property
    def cores(self) -> float:
        """How many CPUs it kept busy on average."""
        return self.cpu / self.wall if self.wall > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Measurement:
    """Both runs, the latter with so many `workers`, and what the machine has: `cpus` usable ones,
    `quota` CPU seconds a second (None: no limit)."""

    workers: int
    cpus: int
    quota: float | None
    alone: Timing
    together: Timing

    @property
    def speedup(self) -> float:
        return self.alone.wall / self.together.wall if self.together.wall > 0 else 0.0

    def sentences(self) -> str:
        """What was measured, and what explains that it is not more."""
        said = [
            _(
                "Measured on this machine with {n} workers: {alone:.2f} s one after the other, "
                "{together:.2f} s in parallel, {real:.1f} times as fast; {cores:.1f} of {cpus} "
                "usable CPUs were kept busy."
            ).format(
                n=self.workers,
                alone=self.alone.wall,
                together=self.together.wall,
                real=self.speedup,
                cores=self.together.cores,
                cpus=self.cpus,
            )
        ]
        extra = self.together.cpu - self.alone.cpu
        if extra > NOTICEABLE * self.alone.cpu:
            said.append(
                _(
                    "Starting processes and passing messages took {extra:.2f} CPU seconds more."
                ).format(extra=extra)
            )
        if self.together.cores < WELL_USED * min(self.workers, self.cpus):
            said.append(
                _(
                    "The other CPUs waited: for processes to start, or because other programs "
                    "had them."
                )
            )
        if self.quota is not None:
            said.append(
                _("A quota allows {quota:.1f} CPUs, whatever the machine has.").format(
                    quota=self.quota
                )
            )
        return " ".join(said)


def measure(
    lab: Lab,
    alone: Callable[..., Any],
    together: Callable[..., Any],
    *args: Any,
    workers: int,
    start_method: str | None = None,
    deadline: float = 30.0,
) -> Measurement:
    """Time `alone(answer, n, *args)` and `together(answer, n, *args)`; n is `workers`, or the
    number of usable CPUs if that is less. Raises Rejected as every verb does."""
    cpus = usable_cpus()
    n = min(workers, cpus)
    first, second = (
        _timed(lab, scenario, (n, *args), start_method, deadline) for scenario in (alone, together)
    )
    return Measurement(n, cpus, cpu_quota(), first, second)


def real_speedup(lab: Lab, *args: Any, **options: Any) -> str:
    """What `measure` says, or why there is nothing to say: it is a note and upsets no verdict."""
    from grader.check import Rejected

    if usable_cpus() == 1:
        return _("Structure proven; real speedup not measurable: 1 usable CPU.")
    if not lab.alone:
        return _("Real speedup not measured: other gradings run beside this one.")
    try:
        return measure(lab, *args, **options).sentences()
    except Rejected as rejected:
        return _("Real speedup not measured: {why}").format(why=rejected.diagnosis.summary)


def _timed(
    lab: Lab,
    scenario: Callable[..., Any],
    args: tuple[Any, ...],
    start_method: str | None,
    deadline: float,
) -> Timing:
    with Session(lab, cpu_seconds=8 * deadline + 30) as session:
        session.prepare(scenario, args, start_method=start_method)
        session.load()
        before = session.worker.evidence().cpu_seconds
        reply = session.ask("call", deadline)
        wall = float(reply.get("seconds") or 0.0)
        return Timing(wall, session.finish().cpu_seconds - before)
