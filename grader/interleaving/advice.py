"""Advice on a program that passes: uses of the same data that nothing puts in order.

Never a verdict. Python's single container calls are atomic and a plain flag is legal Python, so
what is unordered may well be right; it is where a reader should look twice.

Source: happens-before by vector clocks, as in Flanagan and Freund, "FastTrack: Efficient and
Precise Dynamic Race Detection", PLDI 2009, with whole clocks instead of epochs:
schedules are short. Starting and joining threads, locks,
conditions and queues put steps in order, data does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from grader.interleaving.sites import DATA, Access, Site
from grader.interleaving.strategies.base import Strategy
from grader.interleaving.strategies.random_walk import RandomWalk
from grader.interleaving.strategies.serial import Serial
from grader.interleaving.task import Task
from grader.interleaving.trail import ACQUIRE, HELD, IDLE, READ, RECEIVE, RELEASE, SEND, Entry
from grader.interleaving.world import World

_Clock = list[int]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A use of data: `access` is "read" or "write", `line` counts from 1."""

    file: str
    line: int
    source: str
    access: str


@dataclass(frozen=True, slots=True, order=True)
class Unordered:
    """Two uses of `target`, at least one of them a write, in different threads."""

    target: str
    first: Place
    second: Place

    def __str__(self) -> str:
        first, second = self.first, self.second
        return (
            f"line {first.line} ({first.access}) and line {second.line} ({second.access}) use "
            f"{self.target} in different threads, and nothing puts them in order"
        )


def unordered(world: World, seed: int = 0, schedules: int = 20) -> tuple[Unordered, ...]:
    """What some of the program's schedules use without order, each pair of places once."""
    found: set[Unordered] = set()
    random = Random(seed)
    plan: list[Strategy] = [Serial(), Serial(youngest_first=True)]
    plan += [RandomWalk(Random(random.random())) for _ in range(schedules)]
    watcher = _Accesses(world)
    with world.entered():
        world.scheduler.watcher = watcher
        try:
            for strategy in plan:
                watcher.seen.clear()
                world.run(strategy, keep=True)
                found |= _pairs(world, watcher.seen)
                world.release()
        finally:
            world.scheduler.watcher = None
    return tuple(sorted(found))


class _Accesses:
    """A watcher that notes which entry of the trail each use of data becomes."""

    def __init__(self, world: World) -> None:
        self._scheduler = world.scheduler
        self.seen: dict[int, Site] = {}

    def about_to(self, task: Task) -> None:
        site = task.site
        if site is not None and site.hot and task.access in DATA:
            self.seen[len(self._scheduler.trail)] = site


def _pairs(world: World, accesses: dict[int, Site]) -> set[Unordered]:
    trail, tasks = world.scheduler.trail, len(world.scheduler.tasks)
    clocks: list[_Clock] = [[-1] * tasks for _ in range(tasks)]
    passed_on: dict[Any, _Clock] = {}
    latest: dict[Any, dict[tuple[int, Access], tuple[int, Site]]] = {}
    found: set[Unordered] = set()
    for position, entry in enumerate(trail):
        task, key, _ = entry
        clock = clocks[task]
        clock[task] = position
        site = accesses.get(position)
        if site is None:
            _put_in_order(entry, clock, passed_on, clocks)
            continue
        uses = latest.setdefault(key, {})
        for (other, access), (when, before) in uses.items():
            if other != task and Access.WRITE in (access, site.access) and clock[other] < when:
                found.add(_pair(world, before, site))
        uses[task, site.access] = (position, site)
    return found


def _put_in_order(
    entry: Entry, clock: _Clock, passed_on: dict[Any, _Clock], clocks: list[_Clock]
) -> None:
    """What happens before what because of a use of a lock, a thread, a queue."""
    _, key, use = entry
    if use is IDLE:
        for other in clocks:
            _join(clock, other)
    if isinstance(key, int | str | tuple):
        return
    if use not in (RELEASE, SEND):
        _join(clock, passed_on.get(key, clock))
    if use not in (ACQUIRE, RECEIVE, READ, HELD):
        _join(passed_on.setdefault(key, clock[:]), clock)


def _join(clock: _Clock, other: _Clock) -> None:
    clock[:] = map(max, clock, other)


def _pair(world: World, one: Site, other: Site) -> Unordered:
    first, second = sorted((_place(world, one), _place(world, other)))
    return Unordered(one.target or other.target, first, second)


def _place(world: World, site: Site) -> Place:
    file = Path(site.file)
    name = str(file.relative_to(world.folder)) if file.is_relative_to(world.folder) else site.file
    return Place(name, site.line, site.source, str(site.access))
