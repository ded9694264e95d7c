"""Why work was not shared out: the sentence that fits what the gate saw."""

from __future__ import annotations

from dataclasses import dataclass

from grader.check import Rejected
from grader.gate import Gate
from grader.gate.laws import serial_fraction
from grader.gate.server import Caller
from grader.i18n import _, ngettext
from grader.result import Diagnosis, Kind


@dataclass(frozen=True, slots=True)
class Sharing:
    """What the gate saw. `calls` counts them by caller, `shares` gives the virtual seconds of work
    that each asked for, `main` is the pid of the main process.

    `together` is the most calls that could have run at the same moment.
    """

    calls: dict[Caller, int]
    shares: dict[Caller, float]
    main: int
    workers: int
    together: int
    gil: bool

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
        return _("{process}, thread {n}").format(process=process, n=threads.index(caller) + 1)

    def fault(self) -> tuple[Kind, str]:
        """The kind, and one sentence that says how the work was shared out instead."""
        processes = self.processes
        if set(processes) == {self.main}:
            return Kind.NOT_PROCESSES, self._in_one_process()
        return Kind.NOT_PARALLEL, self._unevenly(processes)

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
            seconds[caller.pid] += asked
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
    if not schedule.missing or gate.best is None:
        figures = _(
            "The speedup is {speedup:.2f} with {workers} workers; {least:.1f} is asked for."
        )
    else:
        figures = _(
            "Until then the speedup was {speedup:.2f}; with {workers} workers at most {best:.2f} "
            "could still have been reached, and {least:.1f} is asked for."
        )
    names = sharing.names()
    facts: dict[str, object] = {
        "speedup": round(speedup, 3),
        "efficiency": round(speedup / sharing.workers, 3),
        "workers": sharing.workers,
        "calls": {name: sharing.calls[caller] for caller, name in names.items()},
    }
    if gate.best is not None:
        facts["best"] = round(gate.best, 3)
    if not schedule.missing and sharing.workers > 1:
        facts["serial_fraction"] = round(serial_fraction(speedup, sharing.workers), 3)
    summary = figures.format(
        speedup=speedup,
        workers=sharing.workers,
        best=gate.best or speedup,
        least=least * sharing.workers,
    )
    return Rejected(
        Diagnosis(
            kind=kind,
            summary=f"{fault} {summary}",
            timeline=schedule.lanes(dict(names.items())),
            facts=facts,
        )
    )
