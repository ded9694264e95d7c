"""Which steps of a story make its failure: the shape of the conflict, where it has a name."""

from __future__ import annotations

from itertools import pairwise

from grader.interleaving.events import Event, Story
from grader.interleaving.sites import DATA, Access


def find_conflict(story: Story) -> None:
    """Mark the steps that matter, when the data tells which they are."""
    data = [event for event in story.steps if event.access in DATA]
    story.interleaved = _interleaved(data)
    found = _overwritten(data) or _stale_read(data)
    if found is not None:
        story.conflict, marked = found
        story.conflict_value = marked[0].value
        story.conflict_target = next((event.target for event in marked if event.target), "")
        for event in marked:
            event.mark = True


def _overwritten(data: list[Event]) -> tuple[str, list[Event]] | None:
    """A read, another thread's write, then a write that knows of the read only.

    An update is lost where the other thread had read as well and the last write leaves nothing of
    what was there, else it is a stale read.
    """
    for position, last in enumerate(data):
        if last.access is not Access.WRITE:
            continue
        same = [event for event in data[:position] if event.meets(last)]
        mine = [event for event in same if event.task == last.task]
        if not mine or mine[-1].access is not Access.READ:
            continue
        between = [
            event for event in same[same.index(mine[-1]) + 1 :] if event.access is Access.WRITE
        ]
        if between:
            first = between[0]
            reads = [
                event
                for event in same[: same.index(first)]
                if event.task == first.task and event.access is Access.READ
            ]
            if not reads or last.changes_part:
                # What the other wrote did not come from what it had read, or it is still there.
                return "stale_read", [mine[-1], between[-1], last]
            return "lost_update", [mine[-1], reads[-1], last]
    return None


def _stale_read(data: list[Event]) -> tuple[str, list[Event]] | None:
    """A read, another thread's write to the same thing, and the reader going on as if unchanged."""
    for position, read in enumerate(data):
        if read.access is not Access.READ:
            continue
        later = data[position + 1 :]
        for write in later:
            if not write.meets(read):
                continue
            if write.task == read.task:
                break
            after = [e for e in later[later.index(write) :] if e.task == read.task]
            if write.access is Access.WRITE and after and not after[0].meets(read):
                return "stale_read", [read, write, after[0]]
    return None


def _interleaved(data: list[Event]) -> bool:
    """Whether some thread touched something between two touches of another thread."""
    for key in {e.key for e in data}:
        order = [e.task for e in data if e.key == key]
        runs = [t for i, t in enumerate(order) if i == 0 or order[i - 1] != t]
        if len(runs) != len(set(runs)):
            return True
    spans: dict[int, tuple[int, int]] = {}
    for position, event in enumerate(data):
        low, _ = spans.get(event.task, (position, position))
        spans[event.task] = (low, position)
    ordered = sorted(spans.values())
    return any(a[1] > b[0] for a, b in pairwise(ordered))
