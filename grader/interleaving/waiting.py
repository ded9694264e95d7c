"""Who could move now, who waits, and until when: the virtual clock."""

from __future__ import annotations

from bisect import insort
from operator import attrgetter

from grader.interleaving.ledger import Ledger
from grader.interleaving.sites import Access
from grader.interleaving.task import Task
from grader.interleaving.trail import EVERYTHING, IDLE, READ, WRITE

by_index = attrgetter("index")


class Waiting(Ledger):
    """Tasks are `runnable`, wait with a deadline (`timed`), sleep, or wait for somebody else."""

    def begin_time(self) -> None:
        """Nobody is there yet, and it is second 0."""
        self.runnable: list[Task] = []
        self.sleepers: list[Task] = []
        self.timed: list[Task] = []
        self.now = 0.0
        self.clock_reads = 0
        self.looks = 0
        """Sleeps and waits with a timeout that began since all goes on fairly."""
        self.last_news = 0
        """The number of looks when somebody got what it waited for, or something else changed."""
        self.lookers: set[int] = set()
        """Indices of the tasks that have looked since then."""

    def enable(self, task: Task) -> None:
        """`task` could move now."""
        if not task.enabled and not task.done:
            task.enabled = True
            if task in self.timed:
                self.timed.remove(task)
                if not task.timed_out:
                    self.have_news()
            if task in self.sleepers:
                self.sleepers.remove(task)
            insort(self.runnable, task, key=by_index)

    def disable(self, task: Task) -> None:
        """`task` cannot move until it is enabled again."""
        if task.enabled:
            task.enabled = False
            self.runnable.remove(task)

    def park(self, task: Task) -> None:
        """`task` cannot move until it is enabled or its deadline, if it has one, is reached."""
        self.disable(task)
        if task.deadline is not None:
            waiting = self.sleepers if task.access is Access.SLEEP else self.timed
            if task not in waiting:
                waiting.append(task)

    def read_clock(self, by_library: bool = False) -> float:
        """Seconds since the schedule began.

        A program that does nothing but read the clock until a deadline must get there, so every
        further reading without anything else happening moves the clock a little more.
        """
        self.clock_reads += 1
        self.note_time(READ if by_library else WRITE, not by_library)
        self.now += 1e-6 * 2 ** min(self.clock_reads / 16, 20)
        return self.now

    def next_deadline(self) -> bool:
        """Move the clock to the earliest deadline and enable whoever waits for it."""
        return self.go_by(self.timed + self.sleepers)

    def have_news(self) -> None:
        """From here on it is counted anew who looks in vain, and how often."""
        self.last_news = self.looks
        self.lookers.clear()

    def go_by(self, awaited: list[Task]) -> bool:
        """Move the clock to the earliest deadline of `awaited`; enable whoever has reached it."""
        if not awaited:
            return False
        earliest = min(t.deadline for t in awaited if t.deadline is not None)
        for task in self.timed + self.sleepers:
            if task.deadline is not None and task.deadline <= earliest:
                self._fire(task)
                if task.timed_out:
                    self.trail.append((task.index, EVERYTHING, IDLE))
        self.now = max(self.now, earliest)
        return True

    def wake(self, task: Task) -> None:
        assert task.deadline is not None
        self.now = max(self.now, task.deadline)
        self._fire(task)

    def _fire(self, task: Task) -> None:
        task.timed_out = task.access is not Access.SLEEP
        self.enable(task)

    def first_to_wake(self) -> Task:
        """The sleeper with the earliest deadline."""
        return min(self.sleepers, key=by_deadline)


def by_deadline(task: Task) -> tuple[float, int]:
    """Orders those who wait until a time: the earliest first."""
    assert task.deadline is not None
    return task.deadline, task.index
