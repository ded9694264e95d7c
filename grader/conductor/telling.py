"""Tells a run in the words of the interleaving engine's stories: a column a process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from grader.conductor.actors import Actor
from grader.conductor.record import Happening, Record
from grader.interleaving.conflict import find_conflict
from grader.interleaving.events import Event, Story, Stuck
from grader.interleaving.outcome import Ending, Outcome
from grader.interleaving.sites import DATA, Access
from grader.interleaving.strategies.replay import encode
from grader.interleaving.values import UNKNOWN
from grader.interleaving.waits import mark_cycle

_ACCESS = {
    "read": Access.READ,
    "write": Access.WRITE,
    "acquire": Access.ACQUIRE,
    "release": Access.RELEASE,
}


def tell(record: Record, ending: Ending, sources: Mapping[str, Sequence[str]]) -> Story:
    """The story of a run. `sources` gives the lines of the program's files."""
    story = Story(Outcome("", ending), encode(turns(record.chosen)))
    events = [_event(made, record, sources) for made in record.happenings]
    _fill_in_values(events)
    story.steps = _relevant(events)
    find_conflict(story)
    if ending is not Ending.RETURNED:
        story.waits = _waits(record, sources)
    return story


def turns(chosen: Sequence[int]) -> list[tuple[int, int]]:
    """Choices as turns: who, and how often in a row."""
    found: list[tuple[int, int]] = []
    for actor in chosen:
        if found and found[-1][0] == actor:
            found[-1] = (actor, found[-1][1] + 1)
        else:
            found.append((actor, 1))
    return found


def path(schedule: Sequence[tuple[int, int]]) -> list[int]:
    """The inverse of `turns`."""
    return [actor for actor, times in schedule for _ in range(times)]


def _event(made: Happening, record: Record, sources: Mapping[str, Sequence[str]]) -> Event:
    op = made.op
    access = _ACCESS.get(op.access, Access.BLOCK)
    if access in DATA and op.verb != "value":
        access = Access.BLOCK
    event = Event(
        made.actor,
        made.name,
        access,
        file=op.file,
        line=op.line,
        source=_source(sources, op.file, op.line),
        target=record.name_of(op),
        key=op.key,
        part=op.part,
        holds=made.holds,
    )
    if access is Access.READ:
        event.before = made.was or UNKNOWN
    elif access is Access.WRITE:
        event.after = op.value or UNKNOWN
    return event


def _source(sources: Mapping[str, Sequence[str]], file: str, line: int) -> str:
    lines = sources.get(file, ())
    return lines[line - 1].strip() if 0 < line <= len(lines) else ""


def _fill_in_values(events: Sequence[Event]) -> None:
    """What a write found is what was last known of that place."""
    last: dict[Any, Any] = {}
    for event in events:
        place = (event.key, event.part)
        if event.access is Access.READ:
            last[place] = event.before
        elif event.access is Access.WRITE:
            event.before = last.get(place, UNKNOWN)
            last[place] = event.after


def _relevant(events: Sequence[Event]) -> list[Event]:
    """Uses of data that two actors touch and one changes, and of locks that two actors take.

    What the main process does with data before the others begin, or afterwards, is no news.
    """
    users: dict[Any, list[int]] = {}
    changed = {event.key for event in events if event.access is Access.WRITE}
    for event in events:
        users.setdefault(event.key, []).append(event.task)
    shown, before = [], dict.fromkeys(users, 0)
    for event in events:
        position, others = before[event.key], users[event.key]
        before[event.key] += 1
        shared = len(set(others)) > 1 and bool(event.key)
        if not event.line or not shared:
            continue
        if event.access in DATA:
            amid = any(o != event.task for o in others[:position]) and any(
                o != event.task for o in others[position:]
            )
            if event.key in changed and (event.task or amid):
                shown.append(event)
        elif event.access in (Access.ACQUIRE, Access.RELEASE):
            shown.append(event)
    return shown


# -- who waits for whom ----------------------------------------------------------------------------


def _waits(record: Record, sources: Mapping[str, Sequence[str]]) -> list[Stuck]:
    rows = []
    for actor in record.waits:
        op = actor.op
        row = Stuck(actor.index, actor.name, "running", "", op.file, op.line)
        row.source = _source(sources, op.file, op.line)
        row.holds = tuple(actor.held.values())
        if actor.wait is not None:
            _awaited(row, actor, record)
        rows.append(row)
    mark_cycle(rows)
    return rows


def _awaited(row: Stuck, actor: Actor, record: Record) -> None:
    """What this actor waits for, and who could end that."""
    wait, op = actor.wait, actor.op
    assert wait is not None
    blocker: Actor | None = None
    living = record.waits
    number = wait.key.rpartition(":")[2]
    match wait.why:
        case "process":
            blocker = next((a for a in living if str(a.pid) == number and not a.feeder), None)
            row.verb, row.name = "process", blocker.name if blocker else op.target
        case "feeder":
            blocker = next((a for a in living if str(a.tid) == number), None)
            row.verb, row.name = "feeder", blocker.name if blocker else ""
        case "room":
            blocker = _reader(actor, wait.key, record)
            row.verb, row.name = "room", _name_of(wait.key, record) or op.target
        case "data":
            others = [a for a in living if a.pid != actor.pid]
            blocker = others[0] if len({a.pid for a in others}) == 1 else None
            verb = op.verb if op.verb in ("queue", "pipe") else "queue"
            row.verb, row.name = verb, op.target or _name_of(wait.key, record)
        case _:
            blocker = next((a for a in living if wait.key in a.held), None)
            row.verb, row.name = op.verb, record.name_of(op)
            if blocker is not None:
                row.verb, row.name = "lock", blocker.held[wait.key][0] or row.name
    row.held_by = blocker.name if blocker else ""


def _reader(actor: Actor, key: str, record: Record) -> Actor | None:
    """Who is to empty the pipe: who has done it last, else who made the queue, else the oldest."""
    by_index = {a.index: a for a in record.waits if a.pid != actor.pid and not a.feeder}
    for made in reversed(record.happenings):
        if made.op.key == key and made.op.access == "get" and made.actor in by_index:
            return by_index[made.actor]
    makers = {made.op.part for made in record.happenings if made.op.key == key}
    for other in by_index.values():
        if other.pid in makers:
            return other
    return next(iter(by_index.values()), None)


def _name_of(key: str, record: Record) -> str:
    names = [made.op.target for made in record.happenings if made.op.key == key and made.op.target]
    return names[0] if names else ""
