"""What a story consists of: the operations of threads, and who waits for whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from grader.interleaving.outcome import Outcome
from grader.interleaving.sites import Access
from grader.interleaving.values import UNKNOWN, as_text


@dataclass(slots=True, eq=False)
class Event:
    """One operation of one thread. `key` says what it touches, to see who else does; `part` which
    element of a container, None for all of it or where that is not known."""

    task: int
    thread: str
    access: Access
    file: str = ""
    line: int = 0
    source: str = ""
    target: str = ""
    before: Any = UNKNOWN
    after: Any = UNKNOWN
    key: Any = None
    part: Any = None
    holds: tuple[str, ...] = ()
    mark: bool = False

    def meets(self, other: Event) -> bool:
        """Whether both touch the same thing: of a container the same element, as far as known."""
        parts = {self.part, other.part}
        return self.key == other.key and (None in parts or len(parts) == 1)

    @property
    def changes_part(self) -> bool:
        """Whether this is a write into a container, not of one element that is known: `append`."""
        return self.access is Access.WRITE and type(self.key) is int and self.part is None

    @property
    def value(self) -> str:
        """What was read, or what a write left, as text; "" where it is not known."""
        return as_text(self.after if self.access is Access.WRITE else self.before)

    @property
    def value_before(self) -> str:
        return as_text(self.before) if self.access is Access.WRITE else ""


@dataclass(slots=True)
class Stuck:
    """One row of a wait table. `verb` is what is waited for: a lock, a thread, a queue, ..."""

    task: int
    thread: str
    verb: str
    name: str
    file: str = ""
    line: int = 0
    source: str = ""
    holds: tuple[tuple[str, int], ...] = ()
    held_by: str = ""
    in_cycle: bool = False


@dataclass(slots=True)
class Story:
    """A schedule told: the steps that matter, or who waits for whom."""

    outcome: Outcome
    schedule: str
    steps: list[Event] = field(default_factory=list)
    waits: list[Stuck] = field(default_factory=list)
    interleaved: bool = False
    """Whether threads' uses of shared data mixed; if not, the failure needs no second thread."""
    conflict: str = ""
    """The shape of what went wrong: "lost_update", "stale_read" or "" where it has no name."""
    conflict_target: str = ""
    conflict_value: str = ""
