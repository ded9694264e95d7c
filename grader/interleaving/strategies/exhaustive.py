"""Every schedule that can make a difference: depth first, with dynamic partial-order reduction.

After each schedule its races are looked up (`races.py`); for each there must be a schedule in which
the later step comes first, so who could begin that one is noted at the choice before the earlier
step. A task whose step was tried at a choice is *covered* in the branches tried after it (its sleep
set) for as long as nothing happens that its step depends on: what would follow was seen.

Sources: Flanagan and Godefroid, POPL 2005; Abdulla and others, POPL 2014 (source sets); sleep sets:
Godefroid, "Partial-Order Methods for the Verification of Concurrent Systems", 1996. Different here:
what a step uses is known only once it was made, because it goes on until the next point that may
matter. So a covered task's step is known from where it was tried; things are numbered in the order
of their first use, which is the same after the same beginning.

With a `bound`, branches with more preemptions are cut off. That finds simple failures first, but
then nothing is proved, not even for schedules within the bound: what is covered may have been
covered by a schedule that was cut off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from grader.interleaving.races import History, Step
from grader.interleaving.sites import DATA, Access
from grader.interleaving.strategies.base import Base, awake, unpreempted
from grader.interleaving.task import Task
from grader.interleaving.trail import ACQUIRE, EVERYTHING, FINISH, READ, WRITE, Use, depend

if TYPE_CHECKING:
    from grader.interleaving.scheduler import Scheduler

Uses = frozenset[tuple[int, Use]]
"""What a step uses, as (number of the thing, how)."""

_WITHOUT_USE = frozenset(
    {Access.START, Access.JOIN, Access.SLEEP, Access.LOOP, Access.END, Access.FINISH}
)


class _Choice:
    """One choice of the current path."""

    __slots__ = ("chosen", "covered", "position", "prices", "todo", "tried", "uses")

    def __init__(self, chosen: int, prices: dict[int, int], covered: dict[int, Uses]) -> None:
        self.chosen = chosen
        self.prices = prices
        """For each task that could go on, the preemptions on the path if it does."""
        self.covered = covered
        self.tried: dict[int, Uses] = {}
        self.todo: set[int] = set()
        self.position = 0
        """How long the trail was."""
        self.uses: Uses = frozenset()
        """What the step of `chosen` used."""


class Exhaustive(Base):
    """Lives through many schedules: `next_schedule` goes to the next, False when there is none."""

    name: ClassVar[str] = "exhaustive"

    def __init__(self, bound: int | None = None) -> None:
        self.bound = bound
        self.cut = False
        """Whether anything was left out: if not, all that can make a difference was seen."""
        self.diverged = False
        """Whether a schedule did not repeat itself: then nothing can be said of all of them."""
        self._path: list[_Choice] = []
        self._branch = -1
        """The last choice of the path that is given; what follows is new."""
        self._begun = False

    # -- from schedule to schedule -----------------------------------------------------------------

    def next_schedule(self) -> bool:
        if not self._begun:
            self._begun = True
            return True
        while self._path:
            choice = self._path[-1]
            choice.tried[choice.chosen] = choice.uses
            untried = [
                (choice.prices[task], task)
                for task in choice.todo
                if task not in choice.tried
                and task not in choice.covered
                and self._pays(choice, task)
            ]
            if untried:
                choice.chosen = min(untried)[1]
                self._branch = len(self._path) - 1
                return True
            self._path.pop()
        return False

    def _pays(self, choice: _Choice, task: int) -> bool:
        within = self.bound is None or choice.prices[task] <= self.bound
        self.cut = self.cut or not within
        return within

    def begin(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self._depth = 0
        self._read = 0
        self._turns = 1
        self._numbers: dict[Any, int] = {}
        self._numbered: list[tuple[int, int, Use]] = []
        self._covered: dict[int, Uses] = {}

    # -- during a schedule -------------------------------------------------------------------------

    def choose(self, current: Task, candidates: list[Task]) -> Task | None:
        depth, self._depth = self._depth, self._depth + 1
        read, self._read = self._read, len(self._scheduler.trail)
        if depth <= self._branch:
            self._turns = len(self._scheduler.turns)
            return self._again(depth, candidates)
        if not self._still_of_use(read):
            return None
        self._turns = len(self._scheduler.turns)
        chosen = self._new(current, candidates)
        if chosen is None:
            return None
        spent = 0
        if self._path:
            spent = self._path[-1].prices[self._path[-1].chosen]
        prices = {
            task.index: spent + (task is not current and (current.enabled or not task.enabled))
            for task in candidates
        }
        choice = _Choice(chosen.index, prices, dict(self._covered))
        choice.position = self._read
        self._path.append(choice)
        if not self._pays(choice, chosen.index):
            self._path.pop()
            return None
        return chosen

    def _again(self, depth: int, candidates: list[Task]) -> Task | None:
        choice = self._path[depth]
        if depth == self._branch:
            self._covered = {**choice.covered, **choice.tried}
        for task in candidates:
            if task.index == choice.chosen:
                return task
        self.diverged = True
        return None

    def _number(self) -> None:
        """Number what was used since the last time."""
        numbers = self._numbers
        for task, key, use in self._scheduler.trail[len(self._numbered) :]:
            self._numbered.append((task, numbers.setdefault(key, len(numbers)), use))

    def _still_of_use(self, read: int) -> bool:
        """Uncover who depends on what was used since; False if a covered task moved itself."""
        if not self._covered:
            return True
        self._number()
        for mover, number, use in self._numbered[read:]:
            for task, uses in list(self._covered.items()):
                if mover != task and (
                    use is FINISH
                    or any(
                        other is FINISH or (thing == number and depend(other, use))
                        for thing, other in uses
                    )
                ):
                    del self._covered[task]
        return all(task not in self._covered for task, _ in self._scheduler.turns[self._turns :])

    def _new(self, current: Task, candidates: list[Task]) -> Task | None:
        default = unpreempted(current, candidates)
        if default.index not in self._covered:
            return default
        able = [task for task in candidates if task.index not in self._covered]
        return next(iter(awake(able) or able), None)

    # -- after a schedule --------------------------------------------------------------------------

    def end(self, scheduler: Scheduler) -> None:
        """Find out what has to be tried besides."""
        self._number()
        if scheduler.overruled or scheduler.ending in ("never_ends", "not_gradable"):
            self.cut = True
        self._note_uses()
        path = self._path
        known = path[self._branch].position if self._branch >= 0 else 0
        history = History(self._numbered, scheduler.cuts, len(scheduler.tasks), known)
        for task in scheduler.tasks:
            if not task.done:
                key, use = _pending(task)
                history.pending(task.index, self._numbers.get(key, key), use)
        choices = {(choice.position, choice.chosen): choice for choice in path}
        for earlier, later in history.races:
            choice = choices.get((earlier.start, earlier.task))
            if choice is not None:
                _demand(choice, history, earlier, later)
        self._numbers.clear()

    def _note_uses(self) -> None:
        path = self._path
        for depth in range(max(self._branch, 0), len(path)):
            choice = path[depth]
            end = path[depth + 1].position if depth + 1 < len(path) else len(self._numbered)
            choice.uses = frozenset(
                (number, use)
                for task, number, use in self._numbered[choice.position : end]
                if task == choice.chosen
            )


def _demand(choice: _Choice, history: History, earlier: Step, later: Step) -> None:
    """See to it that at `choice` somebody is tried who leads to `later` before `earlier`."""
    able = choice.prices.keys() - {choice.chosen}
    first = history.initials(earlier, later) & able
    if not first:
        choice.todo |= able
    elif not any(t in choice.todo or t in choice.tried or t in choice.covered for t in first):
        choice.todo.add(later.task if later.task in first else min(first))


def _pending(task: Task) -> tuple[Any, Use]:
    """What `task` was about to use when the schedule ended."""
    if task.access in DATA and task.site is not None:
        return task.key, WRITE if task.access is Access.WRITE else READ
    if task.access in _WITHOUT_USE or task.obj is None:
        return EVERYTHING, READ
    return task.obj, WRITE if task.enabled else ACQUIRE
