"""Virtual time: when the held calls of the work would be over on a machine with W cores.

Pure: no clock, no process, no input or output. The gate tells it who arrives, asks whether virtual
time may advance, and lets it advance. Only which calls are held *together* decides the outcome,
never how fast the machine is, so the same program gets the same speedup everywhere.

The model is list scheduling (R. L. Graham, "Bounds on multiprocessing timing anomalies", SIAM J.
Appl. Math. 17, 1969): a free core takes the call that waited longest. It differs in one thing:
calls that run under the same GIL never share the machine, whatever is free.

The bound on the speedup still possible is Brent's: what is left cannot be done faster than by all
W cores without a pause.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from grader.result import Lane

TINY = 1e-9
"""Virtual times nearer than this are the same moment."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one item of work takes: virtual seconds, on a core or (I/O) without one."""

    seconds: float = 1.0
    on_core: bool = True


@dataclass(frozen=True, slots=True)
class Call:
    """One held call of the work.

    `caller` is who made it, one row of the timeline. Calls with the same `gil` share one core.
    """

    number: int
    caller: Hashable
    gil: Hashable
    item: Hashable


@dataclass(frozen=True, slots=True)
class Span:
    """A call that runs or ran from `start` to `end`, in virtual seconds.

    `useful` is false for an item asked for again and for one that is no part of the work.
    """

    call: Call
    start: float
    end: float
    on_core: bool
    useful: bool


class Schedule:
    """Puts held calls on `cores` virtual cores.

    `costs` lists every item of work that has to be done, once. A call for anything else is
    charged like an item of the default cost.
    """

    def __init__(self, costs: Mapping[Hashable, Cost], cores: int) -> None:
        if cores < 1:
            raise ValueError(f"a machine has at least one core, not {cores}")
        self.costs = dict(costs)
        self.cores = cores
        self.now = 0.0
        self.finished: list[Span] = []
        self._running: list[Span] = []
        self._waiting: list[tuple[Call, bool]] = []
        self._asked: dict[Hashable, int] = {}

    @property
    def held(self) -> int:
        """How many calls are held, running or waiting for a core."""
        return len(self._running) + len(self._waiting)

    @property
    def busy(self) -> int:
        """How many cores have a call to run."""
        return sum(span.on_core for span in self._running)

    @property
    def missing(self) -> list[Hashable]:
        """Items that nobody has asked for yet."""
        return [item for item in self.costs if item not in self._asked]

    @property
    def repeated(self) -> list[Hashable]:
        """Items asked for more than once: work done twice."""
        return [item for item, times in self._asked.items() if times > 1 and item in self.costs]

    @property
    def unknown(self) -> list[Hashable]:
        """Items asked for that are no part of the work."""
        return [item for item in self._asked if item not in self.costs]

    def arrive(self, call: Call) -> None:
        """Hold `call`; it starts now if a core and its GIL are free."""
        self._asked[call.item] = self._asked.get(call.item, 0) + 1
        useful = self._asked[call.item] == 1 and call.item in self.costs
        self._waiting.append((call, useful))
        self._dispatch()

    @property
    def may_advance(self) -> bool:
        """Whether nobody's arrival could change what ends next, so that time may go on.

        Busy cores keep work waiting however late it arrives, but not work that needs no core.
        """
        if not self._running:
            return False
        missing = self.missing
        all_busy = self.busy >= self.cores and all(self.costs[item].on_core for item in missing)
        return all_busy or not missing

    def advance(self) -> list[Call]:
        """Go to the next moment at which calls are over, and give those calls, in order.

        Call it when `may_advance`, or when it is proven that nobody else is going to arrive.
        """
        if not self._running:
            return []
        self.now = min(span.end for span in self._running)
        over = [span for span in self._running if span.end <= self.now + TINY]
        self._running = [span for span in self._running if span.end > self.now + TINY]
        self.finished += over
        self._dispatch()
        return [span.call for span in over]

    @property
    def total(self) -> float:
        """Virtual seconds of all the work: what it takes without any parallelism."""
        return sum(cost.seconds for cost in self.costs.values())

    @property
    def speedup(self) -> float:
        """Useful work done so far over the virtual time that it took; 0 before any is done."""
        done = sum(span.end - span.start for span in self.finished if span.useful)
        return done / self.now if self.now > 0 else 0.0

    def best_speedup(self, nobody_comes: bool = False) -> float:
        """The most that the whole work can still reach, if from now on no core ever idles.

        With `nobody_comes`, if no core idles from the moment on at which the next call is over:
        until then nobody is going to arrive.
        """
        now = self.now
        if nobody_comes and self._running:
            now = min(span.end for span in self._running)
        on_core = sum(cost.seconds for cost in self.costs.values() if cost.on_core)
        done = sum(
            min(span.end, now) - span.start
            for span in (*self.finished, *self._running)
            if span.useful and span.on_core
        )
        end = max(
            now + (on_core - done) / self.cores,
            *(span.end for span in self._running),
            *(now + self.costs[item].seconds for item in self.missing),
            0.0,
        )
        return self.total / end if end > 0 else float(self.cores)

    def lanes(self, names: Mapping[Hashable, str]) -> tuple[Lane, ...]:
        """The timeline so far, one row a caller in order of arrival; running calls count."""
        rows: dict[Hashable, list[tuple[float, float]]] = {}
        for span in sorted(
            (*self.finished, *self._running), key=lambda s: (s.start, s.call.number)
        ):
            rows.setdefault(span.call.caller, []).append((span.start, span.end))
        for call, _useful in self._waiting:
            rows.setdefault(call.caller, [])
        order = {caller: place for place, caller in enumerate(names)}
        callers = sorted(rows, key=lambda caller: order.get(caller, len(order)))
        return tuple(
            Lane(names.get(caller, str(caller)), _joined(rows[caller])) for caller in callers
        )

    def _dispatch(self) -> None:
        taken = {span.call.gil for span in self._running if span.on_core}
        waiting, self._waiting = self._waiting, []
        for call, useful in waiting:
            cost = self.costs.get(call.item, Cost())
            if cost.on_core and (len(taken) >= self.cores or call.gil in taken):
                self._waiting.append((call, useful))
                continue
            if cost.on_core:
                taken.add(call.gil)
            end = self.now + cost.seconds
            self._running.append(Span(call, self.now, end, cost.on_core, useful))


def _joined(spans: list[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """`spans`, with those that touch made one."""
    joined: list[tuple[float, float]] = []
    for start, end in spans:
        if joined and start - joined[-1][1] <= TINY:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
