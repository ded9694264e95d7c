"""A story as plain data, for JSON: for other processes, pages and whoever renders it differently.

The keys are a contract: who reads them may run in another process than the engine.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from grader.interleaving.events import Event, Story


def as_data(story: Story, most_steps: int | None = None) -> dict[str, Any]:
    """The story as dicts, lists, strings, numbers and booleans.

    Of more than `most_steps` steps only the first and the last are given, half of each.
    """
    steps = story.steps
    if most_steps is not None and len(steps) > most_steps:
        first = most_steps // 2
        steps = steps[:first] + steps[len(steps) - (most_steps - first) :]
    return {
        "schedule": story.schedule,
        "interleaved": story.interleaved,
        "conflict": story.conflict,
        "target": story.conflict_target,
        "value": story.conflict_value,
        "steps": [_step(event) for event in steps],
        "waits": [{**asdict(row), "holds": list(map(list, row.holds))} for row in story.waits],
    }


def _step(event: Event) -> dict[str, Any]:
    return {
        "thread": event.thread,
        "file": event.file,
        "line": event.line,
        "source": event.source,
        "event": str(event.access),
        "target": event.target,
        "value": event.value,
        "before": event.value_before,
        "holds": list(event.holds),
        "mark": event.mark,
    }
