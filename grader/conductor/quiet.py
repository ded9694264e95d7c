"""Does everybody sleep? The proof, from two looks, that at some moment nobody ran.

A thread that sleeps at both looks and has used no time slice in between slept all the while: had
it been woken, it would have run or be waiting for a CPU. So if that holds for every thread, there
was a moment at which nobody in the tree could go on without a timer or somebody outside. Waking
another is part of what the waker does, so a message that was sent has arrived by then.

Unlike `grader.gate.stall` this takes no time, and says nothing of timers.
"""

from __future__ import annotations

from collections.abc import Callable

from grader.gate.tree import Tree

_ASLEEP = "SIZX"


class Quiet:
    """`see` gives the tree as it is now, None when it cannot be seen."""

    def __init__(self, see: Callable[[], Tree | None]) -> None:
        self._see = see
        self._last: Tree | None = None

    def restart(self) -> None:
        """Somebody was let go, or arrived."""
        self._last = None

    def look(self) -> bool:
        """Look once more; whether this and the last look prove that everybody slept."""
        tree = self._see()
        if not tree or any(seen.state not in _ASLEEP for seen in tree.values()):
            self._last = None
            return False
        proven = self._last is not None and dict(tree) == dict(self._last)
        self._last = tree
        return proven
