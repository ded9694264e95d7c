"""The wait table of a schedule that came to a stop: who waits for what, and in which cycle."""

from __future__ import annotations

from types import FrameType
from typing import Any

from grader.interleaving.events import Stuck

_LIBRARY_CALLS = {
    ("threading", "Event"): "event",
    ("threading", "Semaphore"): "semaphore",
    ("threading", "BoundedSemaphore"): "semaphore",
    ("threading", "Barrier"): "barrier",
    ("queue", "Queue"): "queue",
    ("queue", "LifoQueue"): "queue",
    ("queue", "PriorityQueue"): "queue",
    ("_queue", "SimpleQueue"): "queue",
    ("concurrent.futures._base", "Future"): "future",
    ("concurrent.futures.thread", "ThreadPoolExecutor"): "pool",
}


def library_call(frame: FrameType | None, until: FrameType | None) -> tuple[str, Any] | None:
    """Which object of the library the program is waiting on: what it is, and the object."""
    found = None
    while frame is not None and frame is not until:
        owner = frame.f_locals.get("self")
        for kind in type(owner).__mro__ if owner is not None else ():
            verb = _LIBRARY_CALLS.get((kind.__module__, kind.__name__))
            if verb is not None:
                found = (verb, owner)
                break
        frame = frame.f_back
    return found


def mark_cycle(rows: list[Stuck]) -> None:
    by_thread = {row.thread: row for row in rows}
    for start in rows:
        path: list[Stuck] = []
        row: Stuck | None = start
        while row is not None and row not in path:
            path.append(row)
            row = by_thread.get(row.held_by)
        if row is start:
            for member in path:
                member.in_cycle = True
            return
