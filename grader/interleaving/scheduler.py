"""The scheduler: tasks, points, blocking and virtual time.

Tasks are greenlets on one OS thread, so that exactly one runs and only a *point* can change which.
A task stops before the operation it is about to make; the strategy then chooses, among the tasks
that could move, the one whose operation happens next. A task whose operation cannot happen (a lock
that is held) is not a candidate, so no step is ever spent on failing.

Time is virtual. A timeout fires only when no task can move, in the order of the deadlines. A
sleep may be *chosen* to be over at any moment, earliest deadline first, because a real machine may
keep every other thread waiting for that long: so sleeping never orders anything.
"""

from __future__ import annotations

import sys
from bisect import insort
from collections.abc import Callable
from operator import attrgetter
from types import FrameType
from typing import Any, Protocol

from greenlet import getcurrent, greenlet

from grader.interleaving.sites import Access, Site

FIRST_IDENT = 1000
MAX_TASKS = 256
PATIENCE = 200
"""Loop back-edges that a task may make in a row while others could go on or time could pass.

Programs that spin assume a fair scheduler, so past this the turn goes on, whatever the strategy.
"""
_UNWIND_ATTEMPTS = 200
_PRIVATE = frozenset({Access.LOOP, Access.START, Access.JOIN, Access.END, Access.SLEEP})
"""What touches nothing that another task could have left different."""
_by_index = attrgetter("index")

LIBRARY = frozenset(
    {"threading", "queue", "concurrent.futures._base", "concurrent.futures.thread", "sched"}
    | {"multiprocessing.pool", "multiprocessing.dummy"}
)
"""The standard library's thread modules, by the `__name__` in their frames."""


def called_from_library(depth: int = 2) -> bool:
    """Whether the caller's caller is code of the standard library's thread modules."""
    return sys._getframe(depth).f_globals.get("__name__") in LIBRARY


class Unwind(BaseException):
    """Raised inside a task to end it; never meant to be caught by the code under test."""


class NotControllable(BaseException):
    """The code under test did something that the engine cannot control; the argument names it."""


class Task:
    """One thread of the program under test.

    What it is about to do is `access` on `obj` at `site`; `held` are the locks it has.
    """

    __slots__ = (
        "access",
        "blocked_by",
        "daemon",
        "deadline",
        "done",
        "enabled",
        "greenlet",
        "held",
        "ident",
        "index",
        "joiners",
        "key",
        "library_call",
        "local",
        "name_of",
        "obj",
        "operands",
        "site",
        "timed_out",
        "unwinds",
    )

    def __init__(self, index: int, daemon: bool, name_of: Callable[[], str]) -> None:
        self.index = index
        self.ident = FIRST_IDENT + index
        self.daemon = daemon
        self.name_of = name_of
        self.greenlet: greenlet | None = None
        self.enabled = True
        self.done = False
        self.access: Access = Access.START
        self.obj: Any = None
        self.key: Any = None
        self.site: Site | None = None
        self.deadline: float | None = None
        self.timed_out = False
        self.blocked_by: Any = None
        self.held: list[Any] = []
        self.joiners: list[Task] = []
        self.operands: list[tuple[int, Any]] = []
        self.local: dict[int, tuple[Any, dict[str, Any]]] = {}
        self.unwinds = 0
        self.library_call: FrameType | None = None

    @property
    def name(self) -> str:
        return self.name_of()


class Chooser(Protocol):
    """The part of a strategy that the scheduler calls at a point with more than one candidate."""

    def choose(self, current: Task, candidates: list[Task]) -> Task:
        """One of `candidates` (ordered by index). `current` is not among them when it is stuck."""
        ...


class Watcher(Protocol):
    """Sees every operation just before it happens; only attached when a story is told."""

    def about_to(self, task: Task) -> None: ...


class Ended(Exception):
    """Why a schedule ended other than by the end of the program: "deadlock", "never_ends", ..."""


class Scheduler:
    """Runs one program, one schedule at a time: `run(main, chooser)`, as often as needed."""

    def __init__(self, max_steps: int = 5_000, fair_steps: int = 5_000) -> None:
        self.max_steps = max_steps
        self.fair_steps = fair_steps
        self.watcher: Watcher | None = None
        self._reset()

    def _reset(self) -> None:
        self.tasks: list[Task] = []
        self.runnable: list[Task] = []
        self.sleepers: list[Task] = []
        self.timed: list[Task] = []
        self.choices: list[int] = []
        self.preemptions = 0
        self.switches = 0
        self.steps = 0
        self.now = 0.0
        self._limit = self.max_steps
        self.clock_reads = 0
        self.spins = 0
        self.unwinding = False
        self.ending: str | None = None
        self.reason = ""
        self.fair = False
        self.abandoned = 0
        self.writes: list[int] = []
        self.trail: list[tuple[Any, int, bool]] = []
        self.touched: dict[Any, tuple[int, list[Site]]] = {}

    def trace(self) -> int:
        """A number that is equal for schedules with the same order of uses of everything shared.

        Two schedules with equal traces differ only in steps that do not touch the same thing, so
        they come to the same (Mazurkiewicz traces; unequal numbers may still be equal traces).
        """
        places: dict[Any, int] = {}
        orders: list[list[tuple[int, bool]]] = []
        for key, task, reads in self.trail:
            place = places.setdefault(key, len(places))
            if place == len(orders):
                orders.append([])
            order = orders[place]
            if reads and order and order[-1][1] and order[-1][0] > task:
                order.insert(-1, (task, reads))  # reads in a row have no order
            else:
                order.append((task, reads))
        return hash(tuple(map(tuple, orders)))

    # -- running a program ---------------------------------------------------------------------

    def run(self, main: Callable[[], None], chooser: Chooser) -> None:
        """Run `main` as the first task until it returns or the schedule ends otherwise.

        Afterwards `ending` is None (main returned), "deadlock", "never_ends" or "not_gradable",
        `choices` replays the schedule, and `tasks` are as they stood at that moment until
        `unwind` is called.
        """
        self._reset()
        self._chooser = chooser
        self._hub = getcurrent()
        first = self.spawn(main, daemon=False, name_of=lambda: "MainThread")
        self.current = first
        while self.ending is None and not first.done:
            task = self.current
            assert task.greenlet is not None
            task.greenlet.switch()
            if self.ending is None and not first.done and self.current.done:
                self._advance(self.current)

    def spawn(self, function: Callable[[], None], daemon: bool, name_of: Callable[[], str]) -> Task:
        """A new task, ready to run. RuntimeError when there are too many, as in CPython."""
        if len(self.tasks) >= MAX_TASKS:
            raise RuntimeError("can't start new thread")
        task = Task(len(self.tasks), daemon, name_of)
        task.greenlet = greenlet(lambda: self._body(task, function), self._hub)
        self.tasks.append(task)
        self.runnable.append(task)
        return task

    def _body(self, task: Task, function: Callable[[], None]) -> None:
        try:
            function()
        except (Unwind, NotControllable) as stop:
            if isinstance(stop, NotControllable):
                self.end("not_gradable", str(stop))
        finally:
            task.done = True
            task.access, task.obj, task.site = Access.END, None, None
            self.disable(task)
            if not self.unwinding and self.ending is None:
                if self.watcher is not None:
                    self.watcher.about_to(task)
                for joiner in task.joiners:
                    self.enable(joiner)

    def unwind(self) -> None:
        """End every task that is left. One that refuses is abandoned and counted."""
        self.unwinding = True
        for task in self.tasks:
            if not task.done and task.greenlet:
                task.greenlet.throw(Unwind)
                if task.greenlet:
                    self.abandoned += 1

    def end(self, ending: str, reason: str = "") -> None:
        """Note how this schedule ends; the hub stops at its next turn."""
        if self.ending is None:
            self.ending, self.reason = ending, reason

    def _stop(self) -> None:
        """Leave the current task for good; its greenlet is unwound later."""
        self._hub.switch()
        raise Unwind

    # -- points --------------------------------------------------------------------------------

    def point(self, access: Access, obj: Any = None, site: Site | None = None) -> None:
        """Called by the current task before an operation: here another task may go first."""
        if self.unwinding:
            self._refuse()
        task = self.current
        task.access, task.obj, task.site = access, obj, site
        self.steps += 1
        if self.steps > self._limit:
            self._over_the_limit()
        if access is Access.LOOP:
            self.spins += 1
        if self.spins > PATIENCE and len(self.runnable) == 1 and self.timed:
            # Time goes by while a task spins, so timeouts come due even though it could go on.
            self.spins = 0
            self._next_deadline()
        if len(self.runnable) > 1 or self.sleepers:
            chosen = self._choose(task)
            if chosen is not task:
                self._switch(chosen)
        if access not in _PRIVATE and (site is None or site.hot):
            self.trail.append((task.key if site else id(obj), task.index, access is Access.READ))
        if self.watcher is not None:
            self.watcher.about_to(task)

    def library_point(self, access: Access, obj: Any) -> None:
        """A point before an operation on something that the library made for itself.

        The library's own operations (`Queue.put`, `Semaphore.acquire`, `Future.result`) are taken
        to be correct, so a call into it is one step: only its first operation is a point. That
        keeps the search on the program's own lines, and the schedule the same on every version.
        """
        frame: FrameType | None = sys._getframe(1)
        outermost = frame
        while frame is not None:
            name = frame.f_globals.get("__name__", "")
            if name not in LIBRARY and not name.startswith("grader.interleaving"):
                break
            outermost, frame = frame, frame.f_back
        if self.current.library_call is not outermost or self.unwinding:
            self.current.library_call = outermost
            self.point(access, obj)

    def touch(self, key: Any, access: Access, obj: Any, site: Site) -> None:
        """A point before touching the data `key`; learns which sites two threads share."""
        if not site.hot:
            index = self.current.index
            known = self.touched.get(key)
            if known is None:
                self.touched[key] = (index, [site])
            elif known[0] == index:
                known[1].append(site)
            else:
                site.hot = True
                for other in known[1]:
                    other.hot = True
        elif key not in self.touched:
            self.touched[key] = (self.current.index, [])
        self.current.key = key
        self.point(access, obj, site)
        if access is Access.WRITE and site.hot:
            self.writes.append(self.current.index)

    def block(self, access: Access, obj: Any, deadline: float | None = None) -> bool:
        """Stop the current task until `enable` is called for it or virtual time reaches `deadline`.

        Returns False on a timeout. The caller has put the task where somebody will find it.
        """
        if self.unwinding:
            self._refuse()
        task = self.current
        task.access, task.obj, task.site = access, obj, None
        task.timed_out = False
        task.blocked_by = obj
        self.steps += 1
        if self.steps > self._limit:
            self._over_the_limit()
        task.deadline = deadline
        self.park(task)
        self._advance(task)
        if self.current is not task or self.unwinding:
            self._refuse()
        task.blocked_by = None
        if access not in _PRIVATE:
            self.trail.append((id(obj), task.index, False))
        if self.watcher is not None:
            self.watcher.about_to(task)
        return not task.timed_out

    def enable(self, task: Task) -> None:
        """`task` could move now."""
        if not task.enabled and not task.done:
            task.enabled = True
            if task in self.timed:
                self.timed.remove(task)
            if task in self.sleepers:
                self.sleepers.remove(task)
            insort(self.runnable, task, key=_by_index)

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

    def _advance(self, task: Task) -> None:
        """`task` cannot go on: give the turn to another, moving the clock if need be."""
        while not self.runnable:
            if not self._next_deadline():
                self.end("deadlock")
                if getcurrent() is not self._hub:
                    self._stop()
                return
        is_choice = len(self.runnable) > 1 or bool(self.sleepers)
        chosen = self._choose(task) if is_choice else self.runnable[0]
        if chosen is task:
            return
        if getcurrent() is self._hub:
            self.current = chosen
        else:
            self._switch(chosen)

    def _choose(self, task: Task) -> Task:
        candidates = self.runnable
        sleeper = min(self.sleepers, key=lambda t: (t.deadline, t.index), default=None)
        if sleeper is not None:
            candidates = sorted([*candidates, sleeper], key=_by_index)
        if self.fair or self.spins > PATIENCE:
            chosen = self._fair_choice(task, sleeper)
        else:
            chosen = self._chooser.choose(task, candidates)
        self.choices.append(chosen.index)
        if chosen is not task and task.enabled:
            self.preemptions += 1
        if chosen is sleeper:
            if self.runnable and not (chosen is not task and task.enabled):
                self.preemptions += 1
            self._wake(chosen)
        return chosen

    def _switch(self, chosen: Task) -> None:
        self.switches += 1
        self.spins = 0
        self.current = chosen
        assert chosen.greenlet is not None
        chosen.greenlet.switch()
        if self.unwinding:
            raise Unwind

    def _refuse(self) -> None:
        """An operation while tasks are being ended: raise again, and give up on who insists."""
        task = next((t for t in self.tasks if t.greenlet is getcurrent()), None)
        if task is not None:
            task.unwinds += 1
            if task.unwinds > _UNWIND_ATTEMPTS:
                self._hub.switch()
        raise Unwind

    # -- time ----------------------------------------------------------------------------------

    def sleep(self, seconds: float) -> None:
        """Virtual sleep of the current task."""
        self.clock_reads = 0
        self.block(Access.SLEEP, None, self.now + max(0.0, seconds))

    def read_clock(self) -> float:
        """Seconds since the schedule began.

        A program that does nothing but read the clock until a deadline must get there, so every
        further reading without anything else happening moves the clock a little more.
        """
        self.clock_reads += 1
        self.now += 1e-6 * 2 ** min(self.clock_reads / 16, 20)
        return self.now

    def _next_deadline(self) -> bool:
        """Move the clock to the earliest deadline and enable whoever waits for it."""
        waiting = self.timed + self.sleepers
        if not waiting:
            return False
        earliest = min(t.deadline for t in waiting if t.deadline is not None)
        for task in waiting:
            if task.deadline is not None and task.deadline <= earliest:
                self._fire(task)
        self.now = max(self.now, earliest)
        return True

    def _wake(self, task: Task) -> None:
        assert task.deadline is not None
        self.now = max(self.now, task.deadline)
        self._fire(task)

    def _fire(self, task: Task) -> None:
        task.timed_out = task.access is not Access.SLEEP
        self.enable(task)

    # -- programs that do not end -------------------------------------------------------------

    def _over_the_limit(self) -> None:
        """Past the bound, go on fairly: only a program that then still goes on never ends."""
        if self.fair:
            self.end("never_ends")
            self._stop()
        self.fair = True
        self._limit += self.fair_steps

    def _fair_choice(self, task: Task, sleeper: Task | None) -> Task:
        """Round robin over those who can move; a sleeper's turn comes when `task` is alone."""
        self.spins = 0
        others = [t for t in self.runnable if t is not task]
        if not others:
            return sleeper or task
        return next((t for t in others if t.index > task.index), others[0])
