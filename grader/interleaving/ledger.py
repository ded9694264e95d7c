"""The ledger of a scheduler: what a schedule used, and what is known to be shared."""

from __future__ import annotations

from typing import Any

from grader.interleaving import trail
from grader.interleaving.sites import Site
from grader.interleaving.task import Task
from grader.interleaving.trail import CLOCK, Entry, Use

SEVERAL = -1
"""In the place of a task's index: more than one."""


class Ledger:
    """What the current task does is written here; `forget` begins a new program, `begin_ledger` a
    new schedule of it."""

    current: Task

    def forget(self) -> None:
        """Know nothing of any program."""
        self.learned = 0
        """What is known of the program beyond this schedule: how often it was learned that data is
        shared, that somebody tries for locks or looks at the clock. More known means more points
        that may matter."""
        self.tries = False
        """Whether anybody was seen to look if a lock is free without waiting for it."""
        self.timely = False
        """Whether anything but sleeping was seen to depend on the time."""

    def begin_ledger(self) -> None:
        """Nothing has been used yet."""
        self.writes: list[int] = []
        self.trail: list[Entry] = []
        self.cuts: list[int] = []
        """The positions in the trail at which a task stood at a point that may matter."""
        self.touched: dict[Any, list[Any]] = {}
        """For each thing that was touched: by which task (or SEVERAL), itself, at which sites."""

    def close_ledger(self) -> None:
        """What only the ledger kept alive dies now, not in the middle of the next schedule."""
        self.touched.clear()
        self.trail.clear()

    def trace(self) -> int:
        """A number that is equal for schedules that come to the same: see `trail.trace`."""
        return trail.trace(self.trail)

    def learn(self, site: Site | None, known: list[Any]) -> None:
        """Data that `known` tells about is touched at `site`."""
        first, _, sites = known
        if site is not None and site not in sites:
            sites.append(site)
        if first != self.current.index:
            known[0] = SEVERAL
            for other in sites:
                if not other.hot:
                    other.hot = True
                    self.learned += 1

    def note(self, key: Any, use: Use) -> None:
        """The current task used something shared, as part of the step that it is making."""
        self.trail.append((self.current.index, key, use))

    def note_time(self, use: Use, matters: bool) -> None:
        """The current task used the clock. As long as nobody reads it, it is nothing to share."""
        if matters and not self.timely:
            self.timely = True
            self.learned += 1
        if self.timely:
            self.note(CLOCK, use)

    def note_try(self) -> None:
        """Somebody looks whether a lock is free: giving locks back is no longer a calm thing."""
        if not self.tries:
            self.tries = True
            self.learned += 1
