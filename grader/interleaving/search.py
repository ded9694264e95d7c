"""The search: which strategies are tried in which order, and what they came to."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random

from grader.interleaving.outcome import Ending, Outcome
from grader.interleaving.strategies.base import Strategy
from grader.interleaving.strategies.exhaustive import Exhaustive
from grader.interleaving.strategies.pct import PCT
from grader.interleaving.strategies.random_walk import RandomWalk
from grader.interleaving.strategies.serial import Serial
from grader.interleaving.strategies.weighted_walk import Census, WeightedWalk
from grader.interleaving.world import World

_BOUNDS = (0, 1, 2, None)
"""The bounds on preemptions of the exhaustive searches, one after another.

Simple failures are found within the first; a proof needs the last, which begins all over again.
"""
_FIRST_GUESS = 20
_FEWEST_SCHEDULES = 60
_MOST_UNSEEN = 0.01


@dataclass(slots=True)
class Tally:
    """What has been looked at so far. `seconds` is real time spent searching.

    `exhausted` means that no interleaving was left out, at the granularity of one access to shared
    data: what happens in none of the outcomes cannot happen. Short of that, the exhaustive search
    was done for up to `bound` preemptions (-1: for none), which is a good search but no proof.
    `traces` are the schedules that differ in the order of uses of something shared, `once` those of
    them that came only once, both among the last `alike` schedules that were left to luck: those
    since it is known what is shared.
    """

    schedules: int = 0
    seconds: float = 0.0
    by_strategy: dict[str, int] = field(default_factory=dict)
    bound: int = -1
    exhausted: bool = False
    alike: int = 0
    traces: int = 0
    once: int = 0
    tasks: int = 0
    """The most threads in one schedule, the main thread among them."""
    points: int = 0
    """The most points at which there was a choice in one schedule."""
    pct: dict[int, int] = field(default_factory=dict)
    """Schedules of probabilistic concurrency testing, by the depth of the bug that was sought."""

    @property
    def unseen(self) -> float:
        """The estimated chance that one more schedule is unlike all so far (Good-Turing).

        Source: Good, "The Population Frequencies of Species and the Estimation of Population
        Parameters", Biometrika 1953; for testing: Boehme, "STADS: Software Testing as Species
        Discovery", TOSEM 2018. An estimate, never a proof.
        """
        return self.once / self.alike if self.alike else 1.0

    @property
    def saturated(self) -> bool:
        """Whether more schedules would, as it seems, only repeat what was seen."""
        return self.alike >= _FEWEST_SCHEDULES and self.unseen < _MOST_UNSEEN

    def chance(self, depth: int) -> float:
        """How likely a bug of `depth` ordering constraints would have been found, at least.

        From the PCT schedules alone (see `strategies/pct.py`); 0 when there were none.
        """
        return PCT.bound(self.tasks, self.points, depth, self.pct.get(depth, 0))

    def __str__(self) -> str:
        """What was covered, and how sure that makes: never "proved" when it is not."""
        if self.exhausted:
            return (
                f"every interleaving was covered, at the granularity of one access "
                f"({self.schedules} schedules)"
            )
        parts = [f"{number} {name}" for name, number in self.by_strategy.items()]
        text = f"{self.schedules} schedules ({', '.join(parts)})"
        if self.bound >= 0:
            text += f"; searched for up to {self.bound} preemptions"
        if self.pct:
            depth = min(self.pct)
            text += f"; PCT alone finds a bug of depth {depth} in {self.chance(depth):.0%} of cases"
        if self.saturated:
            text += f"; the last {self.alike} left to luck brought hardly anything new"
        return text + ". Not every interleaving was covered."


class Search:
    """Looks for distinct outcomes of a world, a slice at a time, everything from one seed.

    The plan, by turns: every schedule that can make a difference, those with the fewest preemptions
    first; and a rotation of strategies that trust to luck.
    """

    def __init__(
        self, world: World, seed: int, strategies: Iterable[Strategy] | None = None
    ) -> None:
        """`strategies` takes the place of the plan: one for each schedule."""
        self.world = world
        self.seed = seed
        self.tally = Tally()
        self.outcomes: dict[str, Outcome] = {}
        self.hopeless = False
        """Set when going on is of no use: the program is out of control."""
        self._usual_steps = _FIRST_GUESS
        self._census = Census()
        self._times: dict[int, int] = {}
        self._known = 0
        self._plan = self._strategies() if strategies is None else iter(strategies)

    @property
    def over(self) -> bool:
        """Whether nothing is left to be learned."""
        return self.hopeless or self.tally.exhausted or self.tally.saturated

    def _strategies(self) -> Iterator[Strategy]:
        # The first two also find out which data is shared; only then does it pay to branch.
        yield Serial()
        if len(self.world.scheduler.tasks) == 1:
            self.tally.exhausted = True
            return
        yield Serial(youngest_first=True)
        lucky = self._lucky()
        for strategy in self._exhaustive():
            yield strategy
            yield next(lucky)
        if not self.tally.exhausted:
            yield from lucky

    def _exhaustive(self) -> Iterator[Strategy]:
        bounds: list[int | None] = list(_BOUNDS)
        while bounds:
            learned = self.world.scheduler.learned
            strategy = Exhaustive(bounds[0])
            while strategy.next_schedule():
                yield strategy
                if strategy.diverged:
                    return
                if self.world.scheduler.learned != learned:
                    break
            else:
                bound = bounds.pop(0)
                if not strategy.cut:
                    self.tally.exhausted = True
                    return
                self.tally.bound = self.tally.bound if bound is None else bound

    def _lucky(self) -> Iterator[Strategy]:
        for number in count():
            random = Random(f"{self.seed}/{number}")
            match number % 4:
                case 1:
                    yield PCT(random, 2, self._usual_steps)
                case 2:
                    yield WeightedWalk(random, self._census)
                case 3:
                    yield PCT(random, 3, self._usual_steps)
                case _:
                    yield RandomWalk(random)

    def run(
        self,
        schedules: int,
        seconds: float,
        until: Callable[[Outcome], bool] | None = None,
    ) -> list[Outcome]:
        """Try up to `schedules` more, for up to `seconds`; gives the outcomes not seen before.

        With `until`, no further than the first new outcome of which it is true.
        """
        fresh: list[Outcome] = []
        start = time.perf_counter()
        with self.world.entered():
            for _ in range(schedules):
                strategy = next(self._plan, None)
                if strategy is None:
                    break
                outcome = self._one(strategy)
                if outcome is not None:
                    fresh.append(outcome)
                    outcome.first_seconds = self.tally.seconds + time.perf_counter() - start
                    if until is not None and until(outcome):
                        break
                if self.over or time.perf_counter() - start > seconds:
                    break
        self.tally.seconds += time.perf_counter() - start
        return fresh

    def _one(self, strategy: Strategy) -> Outcome | None:
        outcome = self.world.run(strategy, keep=True)
        self._count(strategy)
        self.world.release()
        self.hopeless = outcome.ending is Ending.NOT_GRADABLE or self.world.scheduler.abandoned > 0
        if outcome.ending is Ending.BROKEN_OFF:
            return None
        known = self.outcomes.get(outcome.key)
        if known is not None:
            known.count += 1
            return None
        outcome.count = 1
        outcome.first_schedule = self.tally.schedules
        self.outcomes[outcome.key] = outcome
        return outcome

    def _count(self, strategy: Strategy) -> None:
        tally, scheduler = self.tally, self.world.scheduler
        tally.schedules += 1
        tally.by_strategy[strategy.name] = tally.by_strategy.get(strategy.name, 0) + 1
        tally.tasks = max(tally.tasks, len(scheduler.tasks))
        tally.points = max(tally.points, scheduler.choices)
        if isinstance(strategy, PCT):
            tally.pct[strategy.depth] = tally.pct.get(strategy.depth, 0) + 1
            self._usual_steps = max(strategy.steps, self._usual_steps * 3 // 4, 1)
        if scheduler.ending != Ending.BROKEN_OFF:
            self._census.count(scheduler)
            if not isinstance(strategy, Serial | Exhaustive):
                self._count_trace(scheduler.trace())

    def _count_trace(self, trace: int) -> None:
        tally = self.tally
        if self.world.scheduler.learned != self._known:
            # Traces are told apart by what is known to be shared, so counting begins again.
            self._known = self.world.scheduler.learned
            self._times.clear()
            tally.alike = tally.traces = tally.once = 0
            return
        tally.alike += 1
        times = self._times[trace] = self._times.get(trace, 0) + 1
        if times == 1:
            tally.traces += 1
            tally.once += 1
        elif times == 2:
            tally.once -= 1
