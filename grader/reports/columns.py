"""Rows of a story laid out: a column for each thread, or a list where columns would not fit.

Every layout puts the marks (`<<`) at one right edge, so that the eye finds what matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from grader.reports.layout import (
    DIM,
    MARK,
    STRONG,
    Text,
    cell_len,
    clip,
    clip_start,
    padded,
    trimmed,
    wrap,
)

if TYPE_CHECKING:
    from grader.reports.story import Row

NARROWEST_COLUMN = 30
WIDEST_NAME = 16
SOURCE_LINES = 3
GAP = 2
ARROWS = "<<"

Body: TypeAlias = list[tuple[Text, bool]]
"""The lines of a row, and whether each is marked."""
Layout: TypeAlias = tuple[list[Text], list[list[Text]]]
"""The heading, and the lines of each row."""


def laid_out(rows: Sequence[Row], width: int) -> Layout:
    """The rows in the best layout for `width` cells."""
    if fits_columns(rows, width):
        return _columns(rows, width)
    names = min(_widest(row.thread for row in rows), WIDEST_NAME)
    beside = width - _left(rows) - names - GAP - len(ARROWS) - 1
    return _list(rows, names, beside) if beside >= NARROWEST_COLUMN else _stacked(rows, width)


def fits_columns(rows: Sequence[Row], width: int) -> bool:
    """Whether a column for each thread is wide enough to read."""
    actors = _actors(rows)
    return len(actors) > 1 and _column_width(rows, actors, width) >= NARROWEST_COLUMN


def _columns(rows: Sequence[Row], width: int) -> Layout:
    """A column a thread; threads that only start and await others speak across the columns."""
    left, places, actors = _left(rows), _places(rows), _actors(rows)
    most = _column_width(rows, actors, width)
    bodies = [
        _body(row, most, places)
        if row.thread in actors
        else _spoken(row, width - left - len(ARROWS) - 1, places)
        for row in rows
    ]
    starts: dict[str, int] = {}
    edge = left
    head = Text(" " * left)
    for actor in actors:
        own = [body for row, body in zip(rows, bodies, strict=True) if row.thread == actor]
        column = max(_width(own), min(cell_len(actor), most))
        head.append(padded(clip_start(actor, column), column + GAP), STRONG)
        starts[actor] = edge
        edge += column + GAP
    blocks = [
        _placed(row.number, body, left, starts.get(row.thread, left), edge)
        for row, body in zip(rows, bodies, strict=True)
    ]
    return [trimmed(head)], blocks


def _list(rows: Sequence[Row], names: int, beside: int) -> Layout:
    """The thread's name in front of each step."""
    left, places = _left(rows), _places(rows)
    start = left + names + GAP
    bodies = [_body(row, beside, places) for row in rows]
    edge = start + _width(bodies) + 1
    blocks = []
    for row, body in zip(rows, bodies, strict=True):
        first, *rest = _placed(row.number, body, left, start, edge)
        name = padded(clip_start(row.thread, names), names)
        named = Text.assemble(first[:left], (name, STRONG), first[left + names :])
        blocks.append([trimmed(named), *rest])
    return [], blocks


def _stacked(rows: Sequence[Row], width: int) -> Layout:
    """The thread's name above each step."""
    left, places = _left(rows), _places(rows)
    bodies = [_body(row, width - left - len(ARROWS) - 1, places) for row in rows]
    edge = left + _width(bodies) + 1
    blocks = []
    for row, body in zip(rows, bodies, strict=True):
        name = (Text(clip_start(row.thread, width - left), STRONG), False)
        blocks.append(_placed(row.number, [name, *body], left, left, edge))
    return [], blocks


def _placed(number: int, body: Body, left: int, start: int, edge: int) -> list[Text]:
    """A body at its column, numbered, with its marks at the right edge."""
    lines = []
    for i, (content, mark) in enumerate(body):
        line = Text(f"  {number:>{left - 4}}  " if i == 0 else " " * left)
        line.append(" " * (start - left))
        line.append_text(content)
        if mark:
            line.append(" " * max(edge - cell_len(line.plain), 1))
            line.append(ARROWS, MARK)
        lines.append(trimmed(line))
    return lines


def _spoken(row: Row, width: int, places: int) -> Body:
    """The body of a row that has no column, introduced by the thread's name."""
    body = _body(row, width, places)
    name = f"({clip_start(row.thread, WIDEST_NAME)}) "
    first, mark = body[0]
    if cell_len(name + first.plain) <= width:
        return [(Text.assemble((name, DIM), first), mark), *body[1:]]
    return [(Text(name, DIM), False), *body]


def _body(row: Row, width: int, places: int) -> Body:
    """`12 current = self.balance   -> 0`, and below it what else happened on that line."""
    hang = places + 1 if places else 0
    source = wrap(row.source, max(width - hang, 2)) if row.source else []
    if len(source) > SOURCE_LINES:
        source = [
            *source[: SOURCE_LINES - 1],
            clip(source[SOURCE_LINES - 1] + " ...", width - hang),
        ]
    lines: Body = []
    for i, piece in enumerate(source):
        place = row.place + " " if i == 0 and places else ""
        place = " " * (hang - cell_len(place)) + place
        lines.append((Text.assemble((place, DIM), piece), False))
    notes = [(text, mark) for text, mark in row.notes if text or mark]
    if lines and notes and (beside := _beside(lines[-1][0], *notes[0], width)):
        lines[-1] = (beside, notes.pop(0)[1])
    indent = hang + 3 if source else 0
    for text, mark in notes:
        style = MARK if mark else ""
        for piece in wrap(text, max(width - indent, 2)):
            lines.append((Text.assemble(" " * indent, (piece, style)), False))
        lines[-1] = (lines[-1][0], mark)
    return lines or [(Text(row.place, DIM), False)]


def _beside(line: Text, note: str, mark: bool, width: int) -> Text | None:
    """The line with a value read on it behind the source, None where that does not fit."""
    if not note:
        return line
    room = width - cell_len(line.plain) - cell_len(note)
    if not note.startswith("->") or room < 1:
        return None
    return Text.assemble(line, " " * min(room, 3), (note, MARK if mark else ""))


def _actors(rows: Sequence[Row]) -> list[str]:
    """The threads that get a column: those that do more than start and await others."""
    everyone = list(dict.fromkeys(row.thread for row in rows))
    acting = {row.thread for row in rows if not row.aside}
    actors = [thread for thread in everyone if thread in acting]
    return actors if len(actors) > 1 else everyone


def _left(rows: Sequence[Row]) -> int:
    return 2 + len(str(len(rows))) + 2


def _places(rows: Sequence[Row]) -> int:
    return _widest(row.place for row in rows)


def _column_width(rows: Sequence[Row], actors: Sequence[str], width: int) -> int:
    return (width - _left(rows) - len(ARROWS) - GAP * len(actors)) // len(actors)


def _widest(texts: Iterable[str]) -> int:
    return max(map(cell_len, texts), default=0)


def _width(bodies: Iterable[Body]) -> int:
    return _widest(line.plain for body in bodies for line, _mark in body)
