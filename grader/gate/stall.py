"""Is anybody still going to arrive? The proof, from outside, that nobody is.

The one place where real time enters. A program is stalled when, look after look, no thread of its
process tree is running, waiting for a CPU or waiting for a disk, and none has run in between: what
sleeps through all of that waits for something that only the gate can give. How long one has to
look depends on how still the tree is, not on how fast the machine is: a thread that is starved of
CPU is *runnable*, and that is seen.

Pure but for the clock: what the looks look at is in `tree`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from grader.gate.tree import Activity, ThreadId, Tree

CALM = "RSIZX"
"""States that tell nothing against a stall by themselves: not in disk sleep, not stopped."""
LOOK_EVERY = 0.025
"""Seconds between two looks."""


@dataclass(frozen=True, slots=True)
class Stillness:
    """One way to be still, and how long it has to last to count as proof.

    `share` and `spare` bound what a thread may run between two looks (a share of the time, plus
    seconds). A thread may be seen on a CPU, or waiting for one, at `in_a_row` looks on end; and
    at a share of `awake` of all looks somebody may be. A tree that makes progress, however slowly,
    nearly always has somebody who waits for a CPU.

    `first` and `again` give (seconds, looks): again, when the very same threads have been proven
    stalled before, so that none of them is a newcomer or sleeps on a timer shorter than that.
    """

    share: float
    spare: float
    in_a_row: int
    awake: float
    first: tuple[float, int]
    again: tuple[float, int]


STILLNESS = (
    # Nothing moves at all.
    Stillness(share=0.0, spare=0.0, in_a_row=0, awake=0.0, first=(2.0, 30), again=(0.3, 10)),
    # Somebody looks at a flag now and then: the server of multiprocessing.Manager, once a second.
    Stillness(share=0.0, spare=0.001, in_a_row=2, awake=0.2, first=(3.0, 45), again=(0.6, 20)),
    # Somebody polls: `while worker.is_alive(): sleep(0.001)`.
    Stillness(share=0.06, spare=0.001, in_a_row=8, awake=0.6, first=(8.0, 120), again=(2.0, 40)),
)


class Stall:
    """Collects looks at one process tree and says when a stall is proven.

    `see` gives the tree as it is now, None when it cannot be seen; `clock` is in seconds.
    """

    def __init__(
        self, see: Callable[[], Tree | None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._see = see
        self._clock = clock
        self._proven_before: set[ThreadId] = set()
        self._windows = [_Window(kind) for kind in STILLNESS]
        self._last: Tree = {}
        self._last_at = 0.0
        self._next_look = 0.0

    @property
    def quiet(self) -> float:
        """For how many seconds the tree has been still by now, in whatever way."""
        return max(window.seconds(self._last_at) for window in self._windows)

    @property
    def still(self) -> float:
        """For how many seconds nothing at all has moved by now."""
        return self._windows[0].seconds(self._last_at)

    @property
    def next_look(self) -> float:
        """Seconds from now until the next look is worth its while."""
        return max(0.0, self._next_look - self._clock())

    def restart(self) -> None:
        """Somebody arrived or was let go: what was seen before proves nothing any more."""
        for window in self._windows:
            window.close()
        self._last = {}
        self._next_look = self._clock()

    def look(self) -> bool:
        """Look, when it is time for it; whether a stall is proven by now."""
        now = self._clock()
        if now < self._next_look:
            return False
        self._next_look = now + LOOK_EVERY
        tree = self._see()
        if not tree:
            self.restart()
            return False
        since = now - self._last_at
        for window in self._windows:
            window.add(self._last, tree, now, since)
        self._last, self._last_at = tree, now
        known = tree.keys() <= self._proven_before
        if any(window.proves(now, known) for window in self._windows):
            self._proven_before |= tree.keys()
            return True
        return False


class _Window:
    """For how long the tree has been still in one way."""

    def __init__(self, kind: Stillness) -> None:
        self.kind = kind
        self.close()

    def close(self) -> None:
        self.since: float | None = None
        self.looks = 0
        self._looks_awake = 0
        self._in_a_row: dict[ThreadId, int] = {}

    def seconds(self, now: float) -> float:
        return 0.0 if self.since is None else now - self.since

    def add(self, before: Tree, tree: Tree, now: float, since: float) -> None:
        if before.keys() != tree.keys() or not self._still(before, tree, since):
            self.close()
        awake = {thread for thread, seen in tree.items() if seen.state == "R"}
        self._in_a_row = {thread: self._in_a_row.get(thread, 0) + 1 for thread in awake}
        longest = max(self._in_a_row.values(), default=0)
        if longest > self.kind.in_a_row or any(seen.state not in CALM for seen in tree.values()):
            self.close()
            return
        self.since = now if self.since is None else self.since
        self.looks += 1
        self._looks_awake += bool(awake)

    def proves(self, now: float, known: bool) -> bool:
        seconds, looks = self.kind.again if known else self.kind.first
        calm = self._looks_awake <= self.kind.awake * self.looks
        return calm and self.looks >= looks and self.seconds(now) >= seconds

    def _still(self, before: Tree, tree: Tree, since: float) -> bool:
        if not self.kind.spare:
            return all(_moved(before[t], seen) == (0, 0, 0) for t, seen in tree.items())
        most = (self.kind.share * since + self.kind.spare) * 1e9
        return all(_moved(before[t], seen)[0] <= most for t, seen in tree.items())


def _moved(before: Activity, after: Activity) -> tuple[int, int, int]:
    return after.ran - before.ran, after.queued - before.queued, after.turns - before.turns
