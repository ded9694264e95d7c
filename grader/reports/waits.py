"""Who waits for whom: the wait table of a deadlock and the circle that it forms."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from grader.harmless import one_line
from grader.i18n import _
from grader.reports.layout import DIM, STRONG, Text, cell_len, fold, trimmed, wrap
from grader.result import Wait

INDENT = 4
WIDEST_NAME = 20


def waits(table: Sequence[Wait], width: int, limit: int = 20) -> list[Text]:
    """The table, then each circle, as at most `limit` lines of at most `width` cells."""
    circles = [line for circle in cycles(table) for line in _circle(circle, width)]
    names = min(max((cell_len(one_line(w.thread)) for w in table), default=0), WIDEST_NAME)
    several_files = len({w.file for w in table if w.line}) > 1
    rows = [line for wait in table for line in _row(wait, table, names, several_files, width)]
    room = max(limit - len(circles), 3)
    return [*fold(rows, room, INDENT), *fold(circles, max(limit - min(len(rows), room), 3), INDENT)]


def cycles(table: Sequence[Wait]) -> list[list[Wait]]:
    """The waits that form a circle, each circle once, in the order of waiting."""
    by_thread = {wait.thread: wait for wait in table if wait.in_cycle}
    found: list[list[Wait]] = []
    seen: set[str] = set()
    for first in by_thread.values():
        path: list[Wait] = []
        wait: Wait | None = first
        while wait is not None and wait.thread not in seen:
            seen.add(wait.thread)
            path.append(wait)
            wait = by_thread.get(wait.held_by)
        if path and wait is path[0]:
            found.append(path)
    return found


def _circle(circle: Sequence[Wait], width: int) -> list[Text]:
    """`A.lock <- teller-1 <- B.lock <- teller-2 <- A.lock`, broken before an arrow.

    Who waits for another's end waits for that one: there is nothing between the two.
    """
    around = [circle[-1].waits_for, *(name for w in circle for name in (w.thread, w.waits_for))]
    first, *others = (one_line(name, 80) for name, _group in groupby(around))
    links = [first, *(f"<- {name}" for name in others)]
    if len(circle) > 1:
        legend = _('They wait in a circle (read <- as "waits for"):')
    else:
        legend = _('It waits for itself (read <- as "waits for"):')
    lines = [Text(), *(Text(" " * INDENT + p) for p in wrap(legend, width - INDENT))]
    line = ""
    for link in links:
        longer = f"{line} {link}" if line else link
        if cell_len(longer) <= width - INDENT:
            line = longer
            continue
        lines += [Text(" " * INDENT + piece, STRONG) for piece in wrap(line, width - INDENT)]
        line = link
    lines += [Text(" " * INDENT + piece, STRONG) for piece in wrap(line, width - INDENT)]
    return lines


def _row(
    wait: Wait, table: Sequence[Wait], names: int, several_files: bool, width: int
) -> list[Text]:
    """`teller-1  holds A.lock since line 21, waits for B.lock at line 22` and that line."""
    name = one_line(wait.thread)
    beside = INDENT + names + 2
    narrow = width < 60
    start = INDENT + 2 if narrow else beside
    pieces = wrap(_sentence(wait, table), max(width - start, 2))
    if narrow or cell_len(name) > names:
        lines = [Text(" " * INDENT + piece, STRONG) for piece in wrap(name, width - INDENT)]
    else:
        first = Text(" " * INDENT).append(name, STRONG)
        lines = [first.append(" " * (beside - cell_len(first.plain)) + pieces.pop(0))]
    lines += [Text(" " * start + piece) for piece in pieces]
    if wait.line and wait.source:
        place = f"{one_line(wait.file)}:{wait.line}" if several_files else str(wait.line)
        lines += [
            Text(" " * start + piece, DIM)
            for piece in wrap(f"{place} {one_line(wait.source, 160)}", max(width - start, 2))
        ]
    return [trimmed(line) for line in lines]


def _sentence(wait: Wait, table: Sequence[Wait]) -> str:
    parts = []
    for lock, line in wait.holds:
        words = _("holds {lock} since line {line}") if line else _("holds {lock}")
        parts.append(words.format(lock=one_line(lock), line=line))
    if not wait.waits_for:
        words = _("still runs, at line {line}") if wait.line else _("still runs")
        return ", ".join([*parts, words.format(line=wait.line)])
    if wait.waits_for == wait.held_by and wait.thread != wait.held_by:
        words = (
            _("waits until {lock} ends, at line {line}")
            if wait.line
            else _("waits until {lock} ends")
        )
    else:
        words = _("waits for {lock} at line {line}") if wait.line else _("waits for {lock}")
    parts.append(words.format(lock=one_line(wait.waits_for), line=wait.line))
    held = {lock for other in table for lock, _line in other.holds}
    if not wait.held_by:
        parts.append(_("and nobody is left who would end that wait"))
    elif wait.waits_for not in held | {wait.held_by}:
        # Whoever is still in the answer's code has a row of its own.
        if any(other.thread == wait.held_by for other in table):
            words = _("and only {thread} can end that wait")
        else:
            words = _("and only {thread}, which has left your code, could end that wait")
        parts.append(words.format(thread=one_line(wait.held_by)))
    return ", ".join(parts)
