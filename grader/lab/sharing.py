"""Why work was not shared out: the sentence that fits what the gate saw."""

from __future__ import annotations

from dataclasses import dataclass, field

from grader.check import Rejected
from grader.gate import Gate, Waits
from grader.gate.laws import serial_fraction
from grader.gate.server import Caller
from grader.i18n import _, ngettext
from grader.result import Diagnosis, Kind


@dataclass(frozen=True, slots=True)
class Sharing:
    """What the gate saw. `calls` counts them by caller, `shares` gives the virtual seconds on a
    core that each asked for, `main` is the pid of the main process.

    `together` is the most calls that could have run on a core at the same moment, `waits` what
    became of the work that needs none.
    """

    calls: dict[Caller, int]
    shares: dict[Caller, float]
    main: int
    workers: int
    together: int
    gil: bool
    waits: Waits = field(default_factory=Waits)

    @property
    def processes(self) -> dict[int, int]:
        """Calls by pid, in order of their first."""
        counted: dict[int, int] = {}
        for caller, n in self.calls.items():
            counted[caller.pid] = counted.get(caller.pid, 0) + n
        return counted

    def names(self) -> dict[Caller, str]:
        """What the rows of the timeline are called."""
        children = [pid for pid in self.processes if pid != self.main]
        threads: dict[int, list[Caller]] = {}
        for caller in self.calls:
            threads.setdefault(caller.pid, []).append(caller)
        return {caller: self._name(caller, children, threads[caller.pid]) for caller in self.calls}

    def _name(self, caller: Caller, children: list[int], threads: list[Caller]) -> str:
        process = (
            _("main process")
            if caller.pid == self.main
            else _("worker {n}").format(n=children.index(caller.pid) + 1)
        )
        if len(threads) == 1:
            return process
        if not children:
            return _("thread {n}").format(n=threads.index(caller) + 1)
        if caller.pid == self.main:
            return _("main, thread {n}").format(n=threads.index(caller) + 1)
        return _("{process}, thread {n}").format(process=process, n=threads.index(caller) + 1)

    def fault(self) -> tuple[Kind, str]:
        """The kind, and one sentence that says how the work was shared out instead."""
        if self.waits.items:
            return self._with_waits()
        processes = self.processes
        if set(processes) == {self.main}:
            return Kind.NOT_PROCESSES, self._in_one_process()
        return Kind.NOT_PARALLEL, self._unevenly(processes)

    def _with_waits(self) -> tuple[Kind, str]:
        """The same where some of the work only waits."""
        computing = {
            caller.pid: self.calls[caller] for caller, seconds in self.shares.items() if seconds
        }
        if set(computing) == {self.main} and self.gil:
            return Kind.NOT_PROCESSES, _(
                "All computing was done in the main process: its threads share one GIL, "
                "so only one of them computes at a time."
            )
        if computing and not self.waits.beside:
            return Kind.NOT_CONCURRENT, _(
                "Nobody computed while others waited: one kind of work began when the other was "
                "over."
            )
        # Where little may lie ready, computing one thing after the other holds the waits up.
        one_by_one = bool(computing) and self.together == 1 and self.waits.most > 1
        if self.waits.most < self.waits.items and not one_by_one:
            return Kind.NOT_CONCURRENT, self._few_waits()
        if not computing:
            return Kind.NOT_CONCURRENT, _("Some waits began later than they could have begun.")
        return Kind.NOT_PARALLEL, self._unevenly(computing)

    def _few_waits(self) -> str:
        if self.waits.most == 1:
            return _(
                "No two waits were ever under way at the same time: each was over before the next "
                "began."
            )
        return _("Only {n} of {items} waits were ever under way at the same time.").format(
            n=self.waits.most, items=self.waits.items
        )

    def _in_one_process(self) -> str:
        if len(self.calls) == 1 or not self.gil:
            return _("The main process did all the work itself, one call after the other.")
        return _(
            "All work was done in one process: its threads share one GIL, "
            "so only one of them computes at a time."
        )

    def _unevenly(self, processes: dict[int, int]) -> str:
        if len(processes) == 1:
            return _("Only one worker got work; the others had nothing to do.")
        if self.together == 1:
            return _(
                "No two workers ever worked at the same time: "
                "each task was waited for before the next was submitted."
            )
        seconds = dict.fromkeys(processes, 0.0)
        for caller, asked in self.shares.items():
            seconds[caller.pid] = seconds.get(caller.pid, 0.0) + asked
        busiest = max(seconds, key=seconds.__getitem__)
        share = seconds[busiest] / (sum(seconds.values()) or 1.0)
        if share >= 0.4 and share > 1.4 / min(self.workers, len(processes)):
            name = next(name for caller, name in self.names().items() if caller.pid == busiest)
            return _("{worker} did {percent} of the work.").format(
                worker=name[:1].upper() + name[1:], percent=f"{100 * share:.0f} %"
            )
        if self.together < self.workers:
            return ngettext(
                "Only {n} of {workers} workers ever worked at the same time.",
                "Only {n} of {workers} workers ever worked at the same time.",
                self.together,
            ).format(n=self.together, workers=self.workers)
        return _("The work was shared out unevenly: some workers were idle while others worked.")


def too_slow(sharing: Sharing, gate: Gate, least: float) -> Rejected:
    """The efficiency is below `least`, or was proven to end below it."""
    kind, fault = sharing.fault()
    schedule = gate.schedule
    if schedule.repeated and kind is Kind.NOT_PARALLEL:
        fault = _("Parts of the work were done more than once.")
    speedup = schedule.speedup
    names = sharing.names()
    facts: dict[str, object] = {"speedup": round(speedup, 3)}
    on_cores = not sharing.waits.items
    if on_cores:  # Waits need no core, so with them the workers are no bound to the speedup.
        facts["efficiency"] = round(speedup / sharing.workers, 3)
        facts["workers"] = sharing.workers
    facts["calls"] = {name: sharing.calls[caller] for caller, name in names.items()}
    if gate.best is not None:
        facts["best"] = round(gate.best, 3)
    if not schedule.missing and sharing.workers > 1 and on_cores:
        facts["serial_fraction"] = round(serial_fraction(speedup, sharing.workers), 3)
    return Rejected(
        Diagnosis(
            kind=kind,
            summary=f"{fault} {_figures(sharing, gate, least)}",
            timeline=schedule.lanes(dict(names.items())),
            facts=facts,
        )
    )


def _figures(sharing: Sharing, gate: Gate, least: float) -> str:
    """The speedup, the one asked for, and, of a run that was cut short, what it could still be."""
    over = not gate.schedule.missing or gate.best is None
    if sharing.waits.items:
        figures = (
            _("The speedup is {speedup:.2f}; {least:.1f} is asked for.")
            if over
            else _(
                "Until then the speedup was {speedup:.2f}; at most {best:.2f} could still have "
                "been reached, and {least:.1f} is asked for."
            )
        )
    elif over:
        figures = _(
            "The speedup is {speedup:.2f} with {workers} workers; {least:.1f} is asked for."
        )
    else:
        figures = _(
            "Until then the speedup was {speedup:.2f}; with {workers} workers at most {best:.2f} "
            "could still have been reached, and {least:.1f} is asked for."
        )
    speedup = gate.schedule.speedup
    return figures.format(
        speedup=speedup,
        workers=sharing.workers,
        best=gate.best or speedup,
        least=least * sharing.workers,
    )
