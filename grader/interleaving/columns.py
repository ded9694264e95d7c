"""Steps of a story laid out as plain text: a column a thread, or a list where those do not fit.

Widths are in terminal cells, not characters: a Korean syllable takes two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias
from unicodedata import east_asian_width

MOST_COLUMNS = 4
NARROWEST = 24
"""A column with text broken at fewer cells than this is harder to read than a list."""
MARK = "<<"
_GAP = 2
_BESIDE = 3
_LEAST = 8
_MOST_ROWS = 24

Body: TypeAlias = list[tuple[str, bool]]
"""The lines of a row, and whether each is marked."""


@dataclass(slots=True)
class Row:
    """What one thread did on one line of the source: `notes` in order, each marked or not."""

    thread: str
    place: str
    source: str
    notes: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def mark(self) -> bool:
        return any(mark for _, mark in self.notes)


def cells(text: str) -> int:
    """How wide `text` is in a terminal."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def one_line(text: str) -> str:
    """`text` without line breaks and whatever else moves, hides or colours in a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def clip(text: str, width: int) -> str:
    """`text` in `width` cells: names of threads differ at either end, so the middle is left out."""
    if cells(text) <= width:
        return text
    head = tail = text
    while tail and cells(head) + 3 + cells(tail) > width:
        if len(head) > 2 * len(tail):
            head = head[:-1]
        else:
            tail = tail[1:]
    return f"{head}...{tail}"


def pad(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def wrap(text: str, width: int, indent: int = 0, hang: int = 0) -> list[str]:
    """`text` broken at blanks into lines of `width` cells, indented: the first, and the others."""
    lines: list[str] = []
    line, fresh = " " * indent, True
    for word in one_line(text).split():
        longer = line + word if fresh else f"{line} {word}"
        if cells(longer) > width and not fresh:
            lines.append(line)
            longer = " " * hang + word
        while cells(longer) > width > hang + 1:
            end = next(n for n in range(len(longer), 0, -1) if cells(longer[:n]) <= width)
            lines.append(longer[:end])
            longer = " " * hang + longer[end:]
        line, fresh = longer, False
    return [*lines, line]


def lay_out(rows: Sequence[Row], width: int) -> list[str]:
    """The rows, numbered, as lines of at most `width` cells; a long story loses its middle parts.

    Up to `MOST_COLUMNS` threads get a column each, if those are wide enough to read; more threads
    are told one step after the other. The marks are all at one right edge.
    """
    left = len(str(len(rows))) + 2 * _GAP
    room = max(width - left - _GAP - len(MARK), _LEAST)
    columns = _columns(rows, room)
    head, bodies = _side_by_side(rows, columns) if columns else _listed(rows, room)
    edge = _widest(bodies) + _GAP
    blocks = []
    for number, body in enumerate(bodies, 1):
        lines = [" " * left + (pad(line, edge) + MARK if mark else line) for line, mark in body]
        lines[0] = f"{number:>{left - _GAP}}" + lines[0][left - _GAP :]
        blocks.append(lines)
    lines = [*(" " * left + line for line in head), *_shortened(rows, blocks)]
    return [line.rstrip() for line in lines]


def _columns(rows: Sequence[Row], room: int) -> dict[str, int] | None:
    """How wide each thread's column is; None when one would be too narrow, or with one thread."""
    wanted: dict[str, int] = {}
    for row in rows:
        own = max(cells(row.thread), _widest([_body(row, room)]))
        wanted[row.thread] = max(wanted.get(row.thread, 0), own)
    if not 1 < len(wanted) <= MOST_COLUMNS:
        return None
    room -= _GAP * (len(wanted) - 1)
    columns = dict(wanted)
    for number, thread in enumerate(sorted(wanted, key=lambda t: wanted[t])):
        columns[thread] = min(wanted[thread], room // (len(wanted) - number))
        if columns[thread] < min(wanted[thread], NARROWEST):
            return None
        room -= columns[thread]
    return columns


def _side_by_side(rows: Sequence[Row], columns: dict[str, int]) -> tuple[list[str], list[Body]]:
    own = [_body(row, columns[row.thread]) for row in rows]
    head, starts = "", {}
    for thread, most in columns.items():
        starts[thread] = cells(head)
        name = clip(thread, most)
        bodies = [body for row, body in zip(rows, own, strict=True) if row.thread == thread]
        head += pad(name, max(cells(name), _widest(bodies)) + _GAP)
    indents = [" " * starts[row.thread] for row in rows]
    return [head], [
        [(indent + line, mark) for line, mark in body]
        for indent, body in zip(indents, own, strict=True)
    ]


def _listed(rows: Sequence[Row], room: int) -> tuple[list[str], list[Body]]:
    """The thread's name before each row, or above it where too little would be left."""
    names = max((cells(row.thread) for row in rows), default=0) + _GAP
    beside = room - names >= NARROWEST
    bodies: list[Body] = []
    for row in rows:
        if beside:
            (first, mark), *rest = _body(row, room - names)
            body = [(pad(row.thread, names) + first, mark)]
            bodies.append(body + [(" " * names + line, mark) for line, mark in rest])
        else:
            bodies.append([(clip(row.thread, room), False), *_body(row, room)])
    return [], bodies


def _body(row: Row, width: int) -> Body:
    """`6 current = self.balance   -> 0`, and below it what else happened on that line."""
    hang = len(row.place) + 1
    body = [(line, False) for line in wrap(f"{row.place} {row.source}", width, 0, hang)]
    for number, (note, mark) in enumerate(row.notes):
        source = body[-1][0]
        if number == 0 and cells(source) + _BESIDE + cells(note) <= width:
            body[-1] = (source + " " * _BESIDE + note, mark)
        else:
            lines = wrap(note, width, hang + _GAP, hang + _GAP)
            body += [*((line, False) for line in lines[:-1]), (lines[-1], mark)]
    return body


def _widest(bodies: Sequence[Body]) -> int:
    return max((cells(line) for body in bodies for line, _ in body), default=0)


def _shortened(rows: Sequence[Row], blocks: Sequence[list[str]]) -> list[str]:
    """All blocks as lines; of too many, those nearest to a marked one, the first or the last."""
    last = len(rows) - 1
    anchors = [0, last, *(number for number, row in enumerate(rows) if row.mark)]
    by_distance = sorted(range(len(rows)), key=lambda n: min(abs(n - a) for a in anchors))
    kept = sorted(by_distance[:_MOST_ROWS])
    lines = []
    for before, number in pairwise([-1, *kept]):
        if number - before > 1:
            lines.append(f"    ... {number - before - 1} more ...")
        lines += blocks[number]
    return lines
