"""Which steps of a schedule race: dependent, of different tasks, and ordered by nothing else.

Source: Flanagan and Godefroid, "Dynamic Partial-Order Reduction for Model Checking Software",
POPL 2005 (races and where to reverse them, by vector clocks); Abdulla, Aronis, Jonsson, Sagonas,
"Optimal Dynamic Partial Order Reduction", POPL 2014 (who may go first instead: the initials of
what does not happen after the earlier step).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from grader.interleaving.trail import (
    FINISH,
    IDLE,
    READ,
    RECEIVE,
    SEND,
    WRITE,
    Entry,
    Use,
    depend,
    race,
)

Clock = list[int]
"""For each task the number of the last of its steps that happens before, -1 for none."""


class Step:
    """What one task did between two points that may matter: all of it, or nothing.

    `clock` is what happens before its end, itself included.
    """

    __slots__ = ("clock", "number", "start", "task", "uses")

    def __init__(self, number: int, task: int, start: int, uses: list[tuple[Any, Use]]) -> None:
        self.number = number
        self.task = task
        self.start = start
        """The position in the trail of its first use."""
        self.uses = uses
        self.clock: Clock = []


class History:
    """A schedule as steps, with the order that their uses of shared things put them in."""

    def __init__(self, trail: list[Entry], cuts: Iterable[int], tasks: int, since: int = 0) -> None:
        """`cuts` are the positions in `trail` at which a task could have been stopped. Of races
        only those are looked for whose later step begins at or after the position `since`."""
        self.tasks = tasks
        self.steps = steps_of(trail, cuts)
        self._end = len(trail)
        self._since = since
        self._clocks: list[Clock] = [[-1] * tasks for _ in range(tasks)]
        self._used: dict[Any, dict[tuple[int, Use], Step]] = {}
        self._plain = {(task, use) for task in range(tasks) for use in (READ, WRITE)}
        self._last: list[Step | None] = [None] * tasks
        self._finish: Step | None = None
        self.races: list[tuple[Step, Step]] = []
        """(earlier, later) for each race, in the order of the later one."""
        for step in self.steps:
            self._add(step)

    def pending(self, task: int, key: Any, use: Use) -> Step:
        """A step that was about to be made when the schedule ended; its races are added."""
        step = Step(len(self.steps), task, self._end, [(key, use)])
        step.clock = self._find_races(step)
        return step

    def initials(self, earlier: Step, later: Step) -> set[int]:
        """Who could take the first step instead of `earlier`, on the way to `later` before it.

        The tasks whose next step, among those that do not happen after `earlier`, waits for no
        other of them.
        """
        found: set[int] = set()
        seen: set[int] = set()
        first, number = earlier.task, earlier.number
        between = [*self.steps[number + 1 : later.number], later]
        for step in between:
            if step.task in seen or (step.clock[first] >= number and step is not later):
                continue
            seen.add(step.task)
            if all(
                before <= number or task in (step.task, first)
                for task, before in enumerate(step.clock)
            ):
                found.add(step.task)
        return found

    def _add(self, step: Step) -> None:
        task = step.task
        clock = self._clocks[task]
        if step.start >= self._since:
            self._find_races(step)
        for key, use in step.uses:
            if use is IDLE or use is FINISH:
                for other in self._last:
                    if other is not None:
                        _join(clock, other.clock)
            elif self._finish is not None:
                _join(clock, self._finish.clock)
            if use is FINISH:
                self._finish = step
            used = self._used.get(key)
            if used is not None:
                for (who, earlier), other in used.items():
                    if who != task and _follows(earlier, use):
                        _join(clock, other.clock)
        clock[task] = step.number
        step.clock = clock[:]
        for key, use in step.uses:
            used = self._used.get(key)
            if used is None or (use is WRITE and used.keys() <= self._plain):
                # What came before a write comes, by it, before all that depends on either.
                self._used[key] = {(task, use): step}
            else:
                used[task, use] = step
        self._last[task] = step

    def _find_races(self, step: Step) -> Clock:
        """Note what races with `step`; gives what happens before it in any case, or by a race."""
        task = step.task
        rivals: dict[int, Step] = {}
        for key, use in step.uses:
            for (other, earlier), before in self._used.get(key, {}).items():
                if other != task and race(earlier, use):
                    rivals[before.number] = before
            if use is FINISH:
                rivals |= {s.number: s for s in self._last if s is not None and s.task != task}
        if self._finish is not None and self._finish.task != task:
            rivals[self._finish.number] = self._finish
        known = self._clocks[task][:]
        for number in sorted(rivals, reverse=True):
            rival = rivals[number]
            if known[rival.task] < number:
                self.races.append((rival, step))
            _join(known, rival.clock)
        return known


def steps_of(trail: list[Entry], cuts: Iterable[int]) -> list[Step]:
    """The trail in pieces: a new one where a task could have been stopped, or another goes on."""
    cuts = set(cuts)
    steps: list[Step] = []
    last = -1
    uses: list[tuple[Any, Use]] = []
    for position, (task, key, use) in enumerate(trail):
        if task != last or position in cuts:
            last, uses = task, []
            steps.append(Step(len(steps), task, position, uses))
        uses.append((key, use))
    return steps


def _follows(first: Use, second: Use) -> bool:
    """Whether a use happens after an earlier one of the same thing."""
    if second is RECEIVE:
        return first is SEND or first is WRITE
    if first is SEND or second is SEND or first is RECEIVE:
        return False
    return depend(first, second)


def _join(clock: Clock, other: Clock) -> None:
    for task, number in enumerate(other):
        if number > clock[task]:
            clock[task] = number
