"""What comes back from the gate: the value, and how the work was shared out."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from grader.check import expect
from grader.i18n import _, ngettext
from grader.result import Kind, Lane
from grader.supervisor import Evidence


@dataclass(frozen=True, slots=True)
class GateRun:
    """What came back, and how the work was shared out.

    `speedup` is in virtual time, None when no efficiency was asked for. `calls` counts them by
    pid, `main` is the pid of the main process. `repeated`, `missing` and `unknown` are items asked
    for more than once, never, and without being part of the work.
    """

    value: Any
    workers: int
    speedup: float | None
    lanes: tuple[Lane, ...]
    calls: Mapping[int, int]
    main: int
    together: int
    repeated: tuple[Hashable, ...]
    missing: tuple[Hashable, ...]
    unknown: tuple[Hashable, ...]
    stdout: str
    evidence: Evidence

    @property
    def efficiency(self) -> float | None:
        """Speedup / workers."""
        return None if self.speedup is None else self.speedup / self.workers

    @property
    def children(self) -> list[int]:
        """The pids, other than the main process's, that did work."""
        return [pid for pid in self.calls if pid != self.main]

    def expect_each_once(self, call: str) -> None:
        """Fail the check unless every item was asked for exactly once.

        `call` shows a call, with {item} for what it was called with: "term({item})".
        """
        found = (
            (self.missing, _("{calls}: never called, though it is part of the work.")),
            (self.repeated, _("{calls}: called more than once. Work done twice is time lost.")),
            (self.unknown, _("{calls}: called, though it is no part of the work.")),
        )
        for items, summary in found:
            shown = _listed(call.format(item=item) for item in sorted(items, key=repr))
            expect(not items, Kind.WRONG_RESULT, summary.format(calls=shown))

    def expect_children(self) -> None:
        """Fail the check unless a process other than the main one did work."""
        expect(
            bool(self.children),
            Kind.NOT_PROCESSES,
            _("All work was done in the main process; no child process took part."),
        )

    def expect_all_done(self) -> None:
        """Fail the check unless all work was done once, and no other."""
        missing, repeated, unknown = len(self.missing), len(self.repeated), len(self.unknown)
        for n, summary in (
            (
                missing,
                ngettext(
                    "{n} part of the work was never done.",
                    "{n} parts of the work were never done.",
                    missing,
                ),
            ),
            (
                repeated,
                ngettext(
                    "{n} part of the work was done more than once.",
                    "{n} parts of the work were done more than once.",
                    repeated,
                ),
            ),
            (
                unknown,
                ngettext(
                    "{n} call was no part of the work.",
                    "{n} calls were no part of the work.",
                    unknown,
                ),
            ),
        ):
            expect(n == 0, Kind.WRONG_RESULT, summary.format(n=n), timeline=self.lanes)


def _listed(items: Iterable[object], most: int = 3) -> str:
    """The first few items, for a sentence: "3, 4, 5, ..."."""
    every = [str(item) for item in items]
    return ", ".join(every[:most]) + (", ..." if len(every) > most else "")
