"""The public face: search the interleavings of a program and hold the result to a promise.

    from grader.interleaving import explore

    def test_no_deposit_is_lost():
        found = explore("bank.py:main", schedules=500)
        found.check(lambda balance: balance == 2000)

`main` is a function without arguments in an ordinary source file: give the function itself or
"path/to/file.py:name". Its module and every module beside it are instrumented and executed afresh
for each schedule; nothing in them has to know about that.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.interleaving.advice import Unordered, unordered
from grader.interleaving.events import Story
from grader.interleaving.outcome import Ending, Outcome
from grader.interleaving.search import Search, Tally
from grader.interleaving.shrink import shrink
from grader.interleaving.story import tell
from grader.interleaving.strategies.base import Strategy
from grader.interleaving.text import render
from grader.interleaving.world import World


class InterleavingFailure(AssertionError):
    """Some interleaving breaks the promise; the message is its story."""


@dataclass(frozen=True)
class Exploration:
    """What a search saw. `outcomes` are distinct, in the order in which they were found."""

    outcomes: tuple[Outcome, ...]
    tally: Tally
    _world: World

    @property
    def values(self) -> list[Any]:
        """What main returned, each distinct value once."""
        return [o.value for o in self.outcomes if o.ending is Ending.RETURNED]

    @property
    def deadlocks(self) -> list[Outcome]:
        return [o for o in self.outcomes if o.ending is Ending.DEADLOCK]

    def failing(self, holds: Callable[[Any], bool] | None = None) -> list[Outcome]:
        """The outcomes in which something went wrong, or of which `holds(value)` is false."""
        return [o for o in self.outcomes if _is_failure(o, holds)]

    def advice(self, schedules: int = 20) -> tuple[Unordered, ...]:
        """Uses of the same data that nothing puts in order: where to look twice, no verdict."""
        return unordered(self._world, schedules=schedules)

    def story(self, outcome: Outcome) -> Story:
        """How the program came to `outcome`, by the simplest schedule found."""
        with self._world.entered():
            return tell(self._world, shrink(self._world, outcome))

    def check(self, holds: Callable[[Any], bool] | None = None) -> None:
        """Raise InterleavingFailure, with the story, if any outcome is a failure."""
        failing = self.failing(holds)
        if failing:
            raise InterleavingFailure(render(self.story(failing[0]), self.tally.schedules))


def explore(
    main: Callable[[], Any] | str,
    *,
    schedules: int = 1000,
    seconds: float = 5.0,
    seed: int = 0,
    until: Callable[[Outcome], bool] | None = None,
    strategies: Iterable[Strategy] | None = None,
    late: bool = False,
) -> Exploration:
    """Search up to `schedules` interleavings of `main()`, for up to `seconds`.

    It ends earlier when every interleaving is covered, when further ones hardly bring anything new,
    or at the first outcome of which `until` is true. `tally` says what was covered. `strategies`,
    one for each schedule, take the place of the plan; the search then ends with them at the latest.
    With `late` main returns a function, whose value when the program is over is the outcome.

    Raises ValueError when `main` is not a function of a source file. The same seed gives the same
    schedules.
    """
    file, name = _locate(main)
    world = World(file.parent, file.stem, lambda module: getattr(module, name)(), late=late)
    search = Search(world, seed, strategies)
    search.run(schedules, seconds, until)
    return Exploration(tuple(search.outcomes.values()), search.tally, world)


def _locate(main: Callable[[], Any] | str) -> tuple[Path, str]:
    if isinstance(main, str):
        path, _, name = main.rpartition(":")
        if not path or not name:
            raise ValueError(f'expected "path/to/file.py:function", found {main!r}')
        file = Path(path)
    else:
        source = inspect.getsourcefile(main)
        name = main.__qualname__
        if source is None or "." in name:
            raise ValueError(f"{name} is not a top-level function of a source file")
        file = Path(source)
    if not file.is_file():
        raise ValueError(f"no such file: {file}")
    return file.resolve(), name


def _is_failure(outcome: Outcome, holds: Callable[[Any], bool] | None) -> bool:
    if outcome.ending is not Ending.RETURNED or outcome.failures:
        return True
    return holds is not None and not holds(outcome.value)
