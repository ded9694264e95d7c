"""Tells what was seen of real threads and processes: the last operations on what failed.

A story as of a schedule, made from the notes of `native.py`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from grader.interleaving.conflict import find_conflict
from grader.interleaving.events import Event, Story
from grader.interleaving.outcome import Ending, Outcome
from grader.interleaving.sites import Access, Site
from grader.interleaving.values import UNKNOWN

_MOST_OF_ONE = 300
_AROUND = 3
_LAST = 12


def tell(notes: bytes, sites: Sequence[Site], folder: Path) -> Story:
    """The conflict that the notes show, and what happened around it; else the last operations on
    what was fought over last. Steps are empty where nothing was shared."""
    contended = [_with_values(events) for events in _by_thing(_events(notes, sites, folder))]
    story = Story(Outcome("", Ending.RETURNED), "")
    for events in contended:
        if marked := _went_on_with_the_old(events):
            story.conflict = "stale_read"
            return _around(story, events, marked)
    for events in contended:
        if marked := _both_read_first(events):
            story.conflict = "lost_update"
            return _around(story, events, marked)
    story.steps = contended[-1][-_LAST:] if contended else []
    return story


def _went_on_with_the_old(events: list[Event]) -> list[Event] | None:
    """A read, what another wrote, and a write by the first: when it wrote, something else was there
    than what it had read. Values show that, whatever the order of the notes."""
    latest: dict[int, Event] = {}
    for position, event in enumerate(events):
        read = latest.get(event.task)
        if (
            event.access is Access.WRITE
            and read is not None
            and read.access is Access.READ
            and read.meets(event)
            and event.before is not UNKNOWN
            and read.before != event.before
        ):
            since = events.index(read) if read.before is UNKNOWN else 0
            others = [e for e in events[since:position] if e.task != event.task and e.meets(event)]
            written = [e for e in others if e.access is Access.WRITE]
            if written:
                return [read, written[-1], event]
        latest[event.task] = event
    return None


def _both_read_first(events: list[Event]) -> list[Event] | None:
    """As in the story of a schedule: by the order alone, for what has no values to be seen."""
    story = Story(Outcome("", Ending.RETURNED), "", steps=events[:_MOST_OF_ONE])
    find_conflict(story)
    marked = [event for event in story.steps if event.mark]
    for event in marked:
        event.mark = False
    unknown = all(event.before is UNKNOWN for event in marked)
    return marked if story.conflict == "lost_update" and unknown else None


def _around(story: Story, events: list[Event], marked: list[Event]) -> Story:
    for event in marked:
        event.mark = True
    places = sorted(events.index(event) for event in marked)
    story.steps = events[max(0, places[0] - _AROUND) : places[-1] + _AROUND]
    story.conflict_target = marked[0].target
    return story


def _events(notes: bytes, sites: Sequence[Site], folder: Path) -> list[Event]:
    found: list[Event] = []
    actors: dict[tuple[int, int], int] = {}
    for line in notes.splitlines():
        try:
            process, thread, name, index, access, what, part, value = json.loads(line)
            site = sites[index]
        except (ValueError, TypeError, IndexError):  # the program may have written there
            continue
        event = Event(actors.setdefault((process, thread), len(actors)), name, Access(access))
        event.file = str(Path(site.file).relative_to(folder))
        event.line, event.source, event.target = site.line, site.source, site.target
        event.key, event.part = what, part
        event.before = value or UNKNOWN
        found.append(event)
    return found


def _by_thing(events: list[Event]) -> list[list[Event]]:
    """The operations on each thing that several touch and somebody changes, in the order in which
    the last of them came."""
    things: dict[Any, list[Event]] = {}
    for event in events:
        things.setdefault(event.key, []).append(event)
    last = {event.key: number for number, event in enumerate(events)}
    shared = [
        of_one
        for of_one in things.values()
        if len({event.task for event in of_one}) > 1
        and any(event.access is Access.WRITE for event in of_one)
    ]
    return sorted(shared, key=lambda of_one: last[of_one[0].key])


def _with_values(events: list[Event]) -> list[Event]:
    """What a write left is what the next one found."""
    for event, following in pairwise(events):
        if event.access is Access.WRITE and event.meets(following):
            event.after = following.before
    return events
