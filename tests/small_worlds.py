"""One world for many small programs: making the library anew takes longer than most searches."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from textwrap import dedent

from grader.interleaving.exploration import Exploration
from grader.interleaving.outcome import Outcome
from grader.interleaving.search import Search
from grader.interleaving.strategies.base import Strategy
from grader.interleaving.strategies.exhaustive import Exhaustive
from grader.interleaving.strategies.serial import Serial
from grader.interleaving.strategies.systematic import Systematic
from grader.interleaving.world import World


class SmallWorld:
    """Programs are given as the source of a module with a `main`."""

    def __init__(self, folder: Path, max_steps: int = 5_000) -> None:
        self.world = World(folder, "", lambda module: module.main(), max_steps=max_steps)
        self.scheduler = self.world.scheduler
        self._numbers = itertools.count()

    def put(self, source: str) -> None:
        """From now on run this program, of which nothing is known."""
        self.world.module = f"program_{next(self._numbers)}"
        (self.world.folder / f"{self.world.module}.py").write_text(dedent(source))
        self.scheduler.forget()

    def explore(
        self, source: str, schedules: int = 400, seed: int = 0, seconds: float = 60
    ) -> Exploration:
        """As the public `explore` does."""
        self.put(source)
        search = Search(self.world, seed)
        search.run(schedules, seconds)
        return Exploration(tuple(search.outcomes.values()), search.tally, self.world)

    def learn(self) -> None:
        """Find out what is shared, as each search does first."""
        self.run(Serial(), Serial(youngest_first=True))

    def run(self, *choosers: Strategy) -> list[Outcome]:
        with self.world.entered():
            return [self.world.run(chooser) for chooser in choosers]

    def count(self, choosers: Iterable[Strategy]) -> Counter[object]:
        """How often which value is returned; how the schedule ended where none is."""
        outcomes = self.run(*choosers)
        return Counter(o.value if o.ending == "returned" else str(o.ending) for o in outcomes)

    def every(self, strategy: Exhaustive | Systematic) -> list[Outcome]:
        """All schedules of a strategy that lives through many, once it is known what is shared."""
        self.learn()
        found = []
        learned = self.scheduler.learned
        with self.world.entered():
            while strategy.next_schedule():
                found.append(self.world.run(strategy))
        assert self.scheduler.learned == learned, "more is known now: begin again"
        return found
