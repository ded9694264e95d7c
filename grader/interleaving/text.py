"""A story as plain text, for an assertion's message: steps in columns, who waits for whom."""

from __future__ import annotations

from collections.abc import Sequence

from grader.interleaving.columns import Row, cells, clip, lay_out, one_line, pad, wrap
from grader.interleaving.events import Event, Story, Stuck
from grader.interleaving.outcome import Ending
from grader.interleaving.sites import Access

_DOES = {
    Access.ACQUIRE: "takes {}",
    Access.RELEASE: "releases {}",
    Access.WAIT: "waits for {}",
    Access.NOTIFY: "wakes who waits for {}",
}
_AWAITED = {
    "lock": "{}",
    "thread": "{} to end",
    "pool": "the pool to finish",
    "future": "the result of a task",
    "condition": "a notification on {}",
    "event": "the event {}",
    "semaphore": "the semaphore {}",
    "barrier": "the others at the barrier {}",
    "queue": "the queue {}",
}
_INDENT = 2


def render(story: Story, schedules: int, width: int = 80) -> str:
    """The story of one schedule, out of `schedules` looked at, in lines of `width` cells."""
    among = f"one of {schedules} schedules" if schedules > 1 else "the only schedule"
    parts = [
        wrap(f"{_headline(story)} ({among})", width),
        *_failures(story, width),
        *([wrap(sentence, width)] if (sentence := _conflict(story)) else []),
        ["", *lay_out(_rows(story.steps), width)] if story.steps else [],
        ["", *_waits(story.waits, width)] if story.waits else [],
        ["", *wrap(f"schedule: {story.schedule}", width, 0, _INDENT)],
    ]
    return "\n".join(line for part in parts for line in part)


def _headline(story: Story) -> str:
    match story.outcome.ending:
        case Ending.DEADLOCK:
            return "deadlock: no thread can go on"
        case Ending.NEVER_ENDS:
            return "the program never ends"
        case Ending.RAISED:
            return "the main thread raised an exception"
        case Ending.NOT_GRADABLE:
            return f"out of control: {story.outcome.reason}"
    return f"main returned {story.outcome.value!r}"


def _failures(story: Story, width: int) -> list[list[str]]:
    lines = []
    for failure in story.outcome.failures:
        error = f"{failure.type}: {failure.text}" if failure.text else failure.type
        where = f" ({failure.file}, line {failure.line})" if failure.line else ""
        lines.append(wrap(f"{failure.thread}: {error}{where}", width, _INDENT, 2 * _INDENT))
    return lines


def _conflict(story: Story) -> str:
    """What went wrong in one sentence, where the marked steps tell."""
    target, value = story.conflict_target, story.conflict_value
    marked = [step for step in story.steps if step.mark]
    if story.conflict == "lost_update":
        read = f"{target} = {value}" if value else target
        return f"two threads read {read} before either wrote, so one update is lost"
    if story.conflict == "stale_read":
        reader, writer = marked[0].thread, marked[1].thread
        return (
            f"{reader} read {target}, then {writer} changed it, "
            f"and {reader} went on with what it had read"
        )
    return ""


# -- steps -----------------------------------------------------------------------------------------


def _rows(steps: Sequence[Event]) -> list[Row]:
    """The steps, those of one thread on one line folded until one of them comes again."""
    several_files = len({step.file for step in steps}) > 1
    rows: list[Row] = []
    seen: set[tuple[Access, str]] = set()
    for step in steps:
        thread = one_line(step.thread)
        place = f"{step.file}:{step.line}" if several_files else str(step.line)
        does = (step.access, step.target)
        if not rows or (rows[-1].thread, rows[-1].place) != (thread, place) or does in seen:
            rows.append(Row(thread, place, step.source))
            seen.clear()
        seen.add(does)
        if step.access is Access.RELEASE:  # what is given back and taken again are two things
            seen.add((Access.ACQUIRE, step.target))
        note = (one_line(_note(step)), step.mark)
        if note[0] or step.mark:
            rows[-1].notes.append(note)
    return rows


def _note(step: Event) -> str:
    """What a step did: `-> 0` for a read, `0 -> 1000` or `= 1000` for a write, `takes lock`."""
    if step.access in _DOES:
        return _DOES[step.access].format(step.target or "it")
    if step.access is Access.WRITE and step.value:
        return f"{step.value_before} -> {step.value}" if step.value_before else f"= {step.value}"
    return f"-> {step.value}" if step.value else ""


# -- who waits for whom ----------------------------------------------------------------------------


def _waits(rows: Sequence[Stuck], width: int) -> list[str]:
    """The wait table, then its cycle in words."""
    names = min(max(cells(one_line(row.thread)) for row in rows), max(width // 3, 8))
    several_files = len({row.file for row in rows if row.line}) > 1
    start = _INDENT + names + 2
    lines = []
    for row in rows:
        first, *rest = wrap(_stuck(row), max(width - start, 8))
        lines.append(" " * _INDENT + pad(clip(one_line(row.thread), names), names + 2) + first)
        lines += [" " * start + line for line in rest]
        if row.line:
            place = f"{row.file}:{row.line}" if several_files else str(row.line)
            lines += wrap(f"{place} {row.source}", width, start, start + len(place) + 1)
    return lines + _cycle(rows, width)


def _stuck(row: Stuck) -> str:
    place = f" at line {row.line}" if row.line else ""
    if row.verb == "running":
        return f"still goes round{place}"
    held = [f"holds {name}" + (f" since line {line}" if line else "") for name, line in row.holds]
    waits = f"waits for {_awaited(row)}{place}"
    nobody = [] if row.held_by else ["and nobody is left who would end that wait"]
    return ", ".join([*held, waits, *nobody])


def _awaited(row: Stuck) -> str:
    return _AWAITED[row.verb].format(row.name).rstrip() or "a lock"


def _cycle(rows: Sequence[Stuck], width: int) -> list[str]:
    by_thread = {row.thread: row for row in rows if row.in_cycle}
    if not by_thread:
        return []
    path = [next(iter(by_thread.values()))]
    while (row := by_thread[path[-1].held_by]) is not path[0]:
        path.append(row)
    links = [
        f"{row.thread} waits for {_awaited(row)}"
        + (f", which {'it' if len(path) == 1 else row.held_by} holds" if row.verb == "lock" else "")
        + (" itself" if len(path) == 1 else "")
        for row in path
    ]
    return wrap("a cycle: " + "; ".join(links), width, 0, _INDENT)
