"""Which orders to try: first the plain ones, then those with few preemptions, and luck beside them.

Most concurrency bugs need one or two preemptions at the right place (Musuvathi and Qadeer, PLDI
2007), and a place is right only where two processes touch the same thing. So a preemption is tried
where the operation that is put off meets one that somebody else makes, the first time at each line
before the second time. First of all come the sharp places: what has read and is about to write
loses an update, what holds a lock and is about to take another gets stuck. Every fourth run is a
random walk, which no order of places can lead astray.

A program that asks whether its processes still run has one sharp place more, and the second run is
for it: whoever has seen that nothing is there yet, and then that nobody is left who could bring
anything, has missed what came in between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from random import Random

from grader.conductor.actors import Actor, Op
from grader.conductor.record import Record, Strategy

MOST_PREEMPTIONS = 2
_LUCK_EVERY = 4
_MOST_WAITING = 20_000
_ORDERED = frozenset({"release", "begin", "end", "start", "join", "sleep"})
"""Before these nothing is gained by letting others go first."""


class Follow:
    """Makes the choices of `path`, then lets everybody go on as long as they can.

    Where a choice is not possible the oldest goes on.
    """

    def __init__(self, path: Sequence[int] = ()) -> None:
        self._left = list(reversed(path))

    def choose(self, current: Actor | None, candidates: Sequence[Actor]) -> Actor:
        wanted = self._left.pop() if self._left else -1
        for actor in candidates:
            if actor.index == wanted:
                return actor
        if current is not None:
            return current
        return min(candidates, key=lambda a: (a.sleeps, a.index))


class Walk:
    """Goes elsewhere with even chances, where the next operation meets somebody else's."""

    def __init__(self, random: Random, places: Places) -> None:
        self._random = random
        self._places = places

    def choose(self, current: Actor | None, candidates: Sequence[Actor]) -> Actor:
        if current is not None and not self._places.is_hot(current.op):
            return current
        return self._random.choice(list(candidates))


class Late:
    """Whoever is about to ask whether a process still runs is let go when nobody else can go on."""

    def choose(self, current: Actor | None, candidates: Sequence[Actor]) -> Actor:
        if current is not None and not _asks_who_runs(current.op):
            return current
        return min(candidates, key=lambda a: (_asks_who_runs(a.op), a.sleeps, a.index))


def _asks_who_runs(op: Op) -> bool:
    return op.verb == "process" and op.access == "poll"


class Places:
    """Where processes meet. Keys mean something within one run only, lines in all of them."""

    def __init__(self) -> None:
        self._hot: set[tuple[str, int, str, str]] = set()

    def meetings(self, record: Record) -> Meetings:
        """Who meets whom in this run; its places are remembered."""
        meetings = Meetings(record)
        for made in record.happenings:
            if meetings.matters(made.actor, made.op):
                self._hot.add(_site(made.op))
        return meetings

    def is_hot(self, op: Op) -> bool:
        """Whether an operation at this place has been seen to meet one of another process."""
        return _site(op) in self._hot


class Meetings:
    """Who touches what in one run."""

    def __init__(self, record: Record) -> None:
        self._by_key: dict[str, dict[Op, set[int]]] = {}
        for made in record.happenings:
            if made.op.key:
                self._by_key.setdefault(made.op.key, {}).setdefault(made.op, set()).add(made.actor)

    def matters(self, actor: int, op: Op) -> bool:
        """Whether somebody else makes an operation whose order with this one can matter."""
        if op.access in _ORDERED:
            return False
        return any(
            op.meets(other) and who - {actor} for other, who in self._by_key.get(op.key, {}).items()
        )


def _site(op: Op) -> tuple[str, int, str, str]:
    return op.file, op.line, op.verb, op.access


@dataclass(order=True, slots=True)
class _Branch:
    later: bool
    preemptions: int
    seen: int
    number: int
    like: tuple[int, ...] = field(compare=False)
    position: int = field(compare=False)
    other: int = field(compare=False)

    @property
    def path(self) -> tuple[int, ...]:
        """As in the run that it comes from, and then somebody else."""
        return (*self.like[: self.position], self.other)


class Search:
    """Gives one strategy after the other and learns from what became of each."""

    def __init__(self, seed: int) -> None:
        self.schedules = 0
        self._seed = seed
        self._places = Places()
        self._waiting: list[_Branch] = []
        self._number = 0
        self._begun: set[int] = set()
        """Every beginning of a run that has been made."""
        self._cut = False
        self._late = False
        """Whether the next run is the one for those who ask who still runs."""
        self._now: _Branch | None = None

    def next(self) -> Strategy | None:
        """How to choose in the next run, None when nothing is left to try."""
        self.schedules += 1
        number, self._now = self.schedules, None
        if number == 1:
            self._now = _Branch(False, 0, 0, 0, (), 0, 0)
            return Follow()
        if self._late:
            self._late = False
            return Late()
        while self._waiting and _beginnings(self._waiting[0].path)[-1] in self._begun:
            heappop(self._waiting)
        if not self._waiting:
            self.schedules -= 1
            return None
        if number % _LUCK_EVERY == 0:
            return Walk(Random(f"{self._seed}/{number}"), self._places)
        self._now = heappop(self._waiting)
        path = self._now.path
        self._begun.update(_beginnings(path)[-1:])
        return Follow(path)

    @property
    def bound(self) -> int:
        """Every schedule with at most so many preemptions has been tried, -1 for none."""
        if not self._waiting:
            return MOST_PREEMPTIONS
        return min(branch.preemptions for branch in self._waiting) - 1

    @property
    def exhausted(self) -> bool:
        """Whether no schedule is left, whatever its number of preemptions."""
        return not self._waiting and not self._cut

    def learn(self, record: Record) -> None:
        """Take in what happened with the strategy that `next` gave last."""
        meetings = self._places.meetings(record)
        chosen = record.chosen
        self._begun.update(_beginnings(chosen))
        self._cut = self._cut or record.light
        if self._now is None:
            return
        if self.schedules == 1:
            self._late = any(_asks_who_runs(made.op) for made in record.happenings)
        begun, preemptions = self._now.position + (self._now.number > 0), self._now.preemptions
        seen: Counter[tuple[int, int, str, str, int]] = Counter()
        for position, choice in enumerate(record.choices):
            op = choice.op
            place = (choice.chosen, op.line, op.key, op.access)
            matters = choice.forced or meetings.matters(choice.chosen, op)
            for other, _its_op in choice.others if matters else ():
                site = (*place, other)
                seen[site] += 1
                if position >= begun:
                    more = preemptions + (not choice.forced)
                    later = not choice.sharp or seen[site] > 1 or more > 1
                    self._number += 1
                    self._add(
                        _Branch(later, more, seen[site], self._number, chosen, position, other)
                    )

    def _add(self, branch: _Branch) -> None:
        if branch.preemptions > MOST_PREEMPTIONS or len(self._waiting) >= _MOST_WAITING:
            self._cut = True
        else:
            heappush(self._waiting, branch)


def _beginnings(path: Sequence[int]) -> list[int]:
    """A number for each beginning of `path`."""
    numbers, number = [], 0
    for actor in path:
        number = hash((number, actor))
        numbers.append(number)
    return numbers
