"""Gathers the steps of each task: an equivalent schedule with fewer switches.

Steps that depend on each other keep their order, so the outcome is the same; between those, a task
goes on for as long as it can.
Source of the idea: Jalbert and Sen, "A Trace Simplification Technique for Effective Debugging of
Concurrent Programs", FSE 2010.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from grader.interleaving.races import History, Step


def gathered(history: History) -> Iterator[list[int]]:
    """For each way to choose who goes on, the tasks of the steps in their new order."""
    ways: list[Callable[[int], int]] = [
        lambda task: task,
        lambda task: -task,
        lambda task: -_run(queues[task], last),
    ]
    for rank in ways:
        queues: dict[int, list[Step]] = {}
        for step in history.steps:
            queues.setdefault(step.task, []).append(step)
        last = [-1] * history.tasks
        order: list[int] = []
        while queues:
            able = [task for task, queue in queues.items() if _is_ready(queue[0], last)]
            task = order[-1] if order and order[-1] in able else min(able, key=rank)
            step = queues[task].pop(0)
            last[task] = step.number
            order.append(task)
            if not queues[task]:
                del queues[task]
        yield order


def _is_ready(step: Step, last: list[int]) -> bool:
    """Whether everything that happens before `step` was done."""
    return all(before <= last[task] or task == step.task for task, before in enumerate(step.clock))


def _run(queue: list[Step], last: list[int]) -> int:
    """How many steps of one task could be made in a row."""
    return next((n for n, step in enumerate(queue) if not _is_ready(step, last)), len(queue))
