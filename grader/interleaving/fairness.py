"""Fairness: programs that spin or poll are right only where everybody gets a turn now and then.

So an unfair schedule must not accuse them. Who goes round a loop for long gives up the turn, and
time goes by; past the bound of steps everything goes on fairly, and only what then still goes on
never ends.
"""

from __future__ import annotations

from grader.interleaving.task import Task
from grader.interleaving.waiting import Waiting, by_deadline

PATIENCE = 200
"""Loop back-edges that a task may make in a row while others could go on or time could pass.

Programs that spin assume a fair scheduler, so past this the turn goes on, whatever the strategy.
"""
LOOKS = 20
"""Times that each task looks in vain, after which none is taken to be on the way to anything."""


class Fairness(Waiting):
    """Whose turn it is where the strategy is not asked."""

    def begin_fairness(self) -> None:
        """A new schedule begins."""
        self.spins = 0
        self.idled = False
        """Whether time has gone by, since the turn began, because nobody could move."""
        self.fair = False
        """Whether everything goes on fairly from here on."""
        self.patience = PATIENCE
        """Spins past which a choice is made for the sake of fairness; below any when `fair`."""
        self.overruled = False
        """Whether a choice was made for the sake of fairness, not by the strategy."""
        self._written = 0
        """How many writes had been made at the last look."""
        self._woke = False
        """Whether the last of these choices woke a sleeper: several do not follow each other."""

    def be_fair(self) -> None:
        """Leave no choice to the strategy any more."""
        self.fair = True
        self.patience = -1

    def let_time_go_by(self) -> None:
        """Past its patience, a task spins: timeouts come due even though it could go on.

        With a sleep or a timeout in its loop it lets time go by itself, and is taken at its word as
        long as there are steps.
        """
        if len(self.runnable) == 1 and self.timed and (self.fair or not self.idled):
            self.spins = 0
            self.overruled = True
            self.next_deadline()

    def read_clock(self, by_library: bool = False) -> float:
        """As ever; where all goes on fairly, what is overdue by now comes due."""
        now = super().read_clock(by_library)
        if self.fair:
            self.go_by([t for t in self.timed if by_deadline(t)[0] <= now])
        return now

    def look(self, task: Task) -> None:
        """`task` is about to sleep, or to wait with a timeout, in a schedule that goes on fairly.

        Who looks now and then lets time go by in small steps. When all who do so have looked often
        enough, and nothing has changed, the earliest comes due of those who have waited all along.
        """
        if len(self.writes) != self._written:
            self._written = len(self.writes)
            self.have_news()
        self.looks += 1
        self.lookers.add(task.index)
        task.looked = self.looks
        n = len(self.lookers)
        if self.looks - self.last_news > (LOOKS + n) * n:
            waiting = self.timed + self.sleepers
            if self.go_by([t for t in waiting if t.looked <= self.last_news]):
                self.overruled = True
            self.have_news()

    def fair_choice(self, task: Task, sleeper: Task | None) -> Task:
        """Round robin over those who can move; at the end of a round a sleeper's turn comes.

        That moves the clock, so a timeout that is due before comes first. Who is alone and lets
        time go by itself keeps the turn, as long as there are steps left.
        """
        self.spins = 0
        self.overruled = True
        others = [t for t in self.runnable if t is not task]
        if not others and self.idled and not self.fair:
            return task
        later = next((t for t in others if t.index > task.index), None)
        if later is None and sleeper is not None and not (self._woke and others):
            self._woke = True
            if not any(by_deadline(t) <= by_deadline(sleeper) for t in self.timed):
                return sleeper
            self.next_deadline()
            return next(t for t in self.runnable if t is not task)
        self._woke = False
        return later or (others[0] if others else task)
