"""Exploration in the worker: the engine's searches and stories as plain data.

What comes back are observations. Nothing here knows what the right outcome is.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from grader.interleaving.caller import use_frames_of
from grader.interleaving.data import as_data
from grader.interleaving.outcome import Outcome
from grader.interleaving.scheduler import Scheduler
from grader.interleaving.search import Search
from grader.interleaving.shrink import shrink
from grader.interleaving.sites import Access, Site
from grader.interleaving.story import tell
from grader.interleaving.virtual.library import Library
from grader.interleaving.world import World
from grader.worker import plain
from grader.worker.integrity import Snapshot

__all__ = ["Session", "make_ready", "use_frames_of"]

_MOST_OUTCOMES = 100
_MOST_STEPS = 400
_ready: list[tuple[Library, Snapshot]] = []


def make_ready() -> None:
    """Build in advance what every session needs one of, so that forked workers have it."""
    if not _ready:
        library = Library(Scheduler())
        modules = [module for module in library.modules.values() if module is not None]
        _ready.append((library, Snapshot(modules, virtual=True)))


class Session:
    """One scenario beside one submission, searched a slice at a time."""

    def __init__(
        self,
        folder: Path,
        module: str,
        scenario: Callable[..., Any],
        sites: list[list[Any]],
        arguments: list[Any],
        seed: int,
        late: bool,
    ) -> None:
        """`scenario` has hooks already; `sites` are theirs, as [access, target, name]."""
        make_ready()
        library, self._snapshot = _ready.pop()
        self._world = World(
            folder,
            module,
            lambda answer: adopted(answer, *arguments),
            freeze=plain.encode,
            sites=[
                Site(number, "<scenario>", 0, 0, "", Access(access), target, name, silent=True)
                for number, (access, target, name) in enumerate(sites)
            ],
            library=library,
            late=late,
        )
        adopted = self._world.adopt(scenario)
        self._search = Search(self._world, seed)

    def replaced(self) -> list[str]:
        """The names in the virtual modules that the last schedule has left replaced."""
        return self._snapshot.replaced()

    def search(self, schedules: int, seconds: float) -> dict[str, Any]:
        """Try up to `schedules` more for up to `seconds`; gives all that is known by then."""
        self._search.run(schedules, seconds)
        tally = self._search.tally
        outcomes = list(self._search.outcomes.values())[:_MOST_OUTCOMES]
        return {
            "schedules": tally.schedules,
            "seconds": tally.seconds,
            "by_strategy": tally.by_strategy,
            "hopeless": self._search.hopeless,
            "bound": tally.bound,
            "exhausted": tally.exhausted,
            "over": self._search.over,
            "traces": tally.traces,
            "outcomes": [_outcome(outcome) for outcome in outcomes],
            "overlaps": [sorted(pair) for pair in self._world.overlaps],
            "kept_waiting": sorted(self._world.kept_waiting),
        }

    def tell(self, outcome: int) -> dict[str, Any]:
        """The shortest schedule found that ends in outcome number `outcome`, and its story."""
        chosen = list(self._search.outcomes.values())[outcome]
        with self._world.entered():
            schedule = shrink(self._world, chosen)
            return as_data(tell(self._world, schedule), _MOST_STEPS)


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "ending": str(outcome.ending),
        "value": json.loads(outcome.frozen) if outcome.frozen else None,
        "failures": [asdict(failure) for failure in outcome.failures[:10]],
        "reason": outcome.reason,
        "count": outcome.count,
        "strategy": outcome.strategy,
        "first_schedule": outcome.first_schedule,
    }
