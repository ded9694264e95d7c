"""The gate: holds the calls of the work in real time, answers them in virtual time.

It joins the three parts: the `server` says who called, the `schedule` says whose virtual time is
over, `stall` says that nobody else is going to arrive.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from grader.gate.client import Work
from grader.gate.schedule import TINY, Call, Cost, Schedule
from grader.gate.server import Caller, Request, Server
from grader.gate.stall import Stall
from grader.gate.tree import can_see, see_tree

SURE = 3.0
"""Seconds of proven stillness in all before an answer is refused for idle cores."""
STUCK = 4.0
"""Seconds of proven stillness, with no call held, after which a program waits for ever."""
EPILOGUE = 5.0
"""Seconds without a call after which a refused program is not waited for any more. Until then it
goes on, so that its timeline can be shown whole and it is seen whether processes took part."""
EPILOGUES = 4
"""So many times that, and it is over however many calls still come."""
PAUSE = 0.02
"""Seconds of complete stillness after which calls are then answered: that decides nothing but how
the timeline looks."""
LONG_PAUSE = 0.5
"""Seconds after which they are answered although somebody still moves."""
GRACE = 30.0
"""Seconds without an arrival, where nothing can be proven, until the gate gives up holding."""


@dataclass(slots=True)
class Waits:
    """What became of the work that needs no core: `items` of it in all, `most` under way at the
    same moment, `beside` whether any was while a core was asked for."""

    items: int = 0
    most: int = 0
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One item of work: the value that its call returns (plain JSON) and what it costs."""

    value: Any
    cost: Cost = field(default_factory=Cost)


class State(Enum):
    """How things stand after a step."""

    GOING = auto()
    REFUSED = auto()
    """So many cores have idled that the speedup asked for is out of reach, and the program has had
    its time to end."""
    STUCK = auto()
    """The program waits for something that will never come; no call is held."""


class Gate:
    """Answers the calls of `items` as a machine with `cores` cores would.

    `items` maps what the work is called with (the argument, or the tuple of them) to its value
    and cost. `least` is the efficiency (speedup / cores) asked for; with 0 nothing is held and
    every call is answered at once. `roots` gives the pids that the program's processes descend
    from. Use it as a context manager.
    """

    def __init__(
        self,
        items: Mapping[Hashable, Item],
        cores: int,
        least: float,
        roots: Callable[[], Iterable[int]],
    ) -> None:
        self.schedule = Schedule({key: item.cost for key, item in items.items()}, cores)
        self.callers: dict[Caller, int] = {}
        """Calls a caller, in order of their first arrival."""
        self.shares: dict[Caller, float] = {}
        """Virtual seconds on a core that a caller has asked for."""
        self.together = 0
        """The most calls that could ever run on a core at the same moment."""
        self.waits = Waits(sum(not item.cost.on_core for item in items.values()))
        self.undecided = False
        """Whether the gate had to give up: what the schedule says is then worth nothing."""
        self.best: float | None = None
        """The speedup that could still be reached when it was proven that too little could."""
        self._items = items
        # A call that is no part of the work gets a value that shows in the result.
        self._other = next(iter(items.values()), Item(1))
        self._least = least
        self._roots = roots
        self._open = least <= 0
        self._server = Server()
        self._gil = getattr(sys, "_is_gil_enabled", lambda: True)()
        self._stall = Stall(self._see) if can_see() else None
        self._still = 0.0
        self._moved_at = time.monotonic()
        self._refused_at = 0.0
        self._held: dict[int, tuple[Caller, Cost]] = {}

    def __enter__(self) -> Gate:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.close()

    @property
    def patience(self) -> float:
        """Seconds that a program may lose here through no fault of its own, where it cannot be
        proven that nobody is going to arrive."""
        return 2 * GRACE if self._stall is None and not self._open else 0.0

    def fileno(self) -> int:
        """A descriptor that is readable when a step has something to take, -1 for none."""
        return self._server.fileno()

    def work(self) -> Work:
        """The callable to hand in, which also tells a program how many CPUs it has."""
        return self._server.work(self.schedule.cores)

    def step(self, timeout: float) -> State:
        """Take what arrives within `timeout` seconds, answer what is due."""
        self._take(self._server.poll(timeout))
        while self.schedule.held and (self._open or self.schedule.may_advance):
            self._release()
        if self.best is not None:
            return self._epilogue()
        if self._stall is None:
            return self._without_proof()
        if not self._stall.look():
            return State.GOING
        if arrived := self._server.poll(0):
            self._take(arrived)
            return State.GOING
        return self._proven(self._stall)

    def _proven(self, stall: Stall) -> State:
        if not self.schedule.held:
            return State.STUCK if stall.quiet >= STUCK else State.GOING
        best = self.schedule.best_speedup(nobody_comes=True)
        if best < self._least * self.schedule.cores - TINY:
            if self._still + stall.quiet >= SURE:
                self.best, self._refused_at = best, time.monotonic()
            return State.GOING
        self._still += stall.quiet
        self._release()
        return State.GOING

    def _epilogue(self) -> State:
        now = time.monotonic()
        if self._stall is not None:
            self._stall.look()
        if self.schedule.held and (self._is_still() or now - self._moved_at > LONG_PAUSE):
            self._release()
        if now - max(self._moved_at, self._refused_at) > EPILOGUE:
            return State.REFUSED
        return State.REFUSED if now - self._refused_at > EPILOGUES * EPILOGUE else State.GOING

    def _is_still(self) -> bool:
        return self._stall is not None and self._stall.still >= PAUSE

    def _without_proof(self) -> State:
        if self.schedule.held and time.monotonic() - self._moved_at > GRACE:
            self.undecided = self._open = True
        return State.GOING

    def _take(self, requests: list[Request]) -> None:
        for request in requests:
            caller = request.caller
            self.callers[caller] = self.callers.get(caller, 0) + 1
            item = request.args[0] if len(request.args) == 1 else request.args
            self.schedule.arrive(Call(request.number, caller, self._core(caller), item))
            cost = self._items.get(item, self._other).cost
            self._held[request.number] = caller, cost
            seconds = cost.seconds if cost.on_core else 0.0
            self.shares[caller] = self.shares.get(caller, 0.0) + seconds
        if requests:
            self._count_together()
            self._moved()

    def _count_together(self) -> None:
        held = self._held.values()
        cores = {self._core(caller) for caller, cost in held if cost.on_core}
        waiting = sum(not cost.on_core for _caller, cost in held)
        self.together = max(self.together, len(cores))
        self.waits.most = max(self.waits.most, waiting)
        self.waits.beside |= bool(cores and waiting)

    def _core(self, caller: Caller) -> Hashable:
        return caller.pid if self._gil else caller

    def _release(self) -> None:
        for call in self.schedule.advance():
            del self._held[call.number]
            self._server.answer(call.number, self._items.get(call.item, self._other).value)
        self._moved()

    def _moved(self) -> None:
        self._moved_at = time.monotonic()
        if self._stall is not None:
            self._stall.restart()

    def _see(self) -> Any:
        return see_tree({*self._roots(), *(caller.pid for caller in self.callers)})
