"""The timeline of handed-in work: one row a worker, and what the division of work was worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from grader.harmless import one_line
from grader.i18n import _
from grader.reports.layout import DIM, GOOD, Text, cell_len, clip_start, padded, paragraph
from grader.result import Lane

INDENT = 4
WIDEST_NAME = 16
MOST_LANES = 12
BUSY, IDLE = "#", "."
"""Plain ASCII: block characters are one cell wide in one terminal and two in the next."""


def timeline(lanes: Sequence[Lane], facts: Mapping[str, Any], width: int) -> list[Text]:
    """The rows, their legend, and S, W, efficiency and serial fraction where `facts` gives them.

    Workers that the answer could have used and did not are idle rows of their own.
    """
    unused = (_number(facts.get("workers")) or 0) - len(lanes)
    if lanes and unused >= 1:
        nobody = Lane(_("(nobody)"), ())
        lanes = [*lanes, *[nobody] * min(int(unused), MOST_LANES)]
    end = max((stop for lane in lanes for _start, stop in lane.busy), default=0.0)
    names = min(max((cell_len(one_line(lane.name)) for lane in lanes), default=0), WIDEST_NAME)
    bar = max(width - INDENT - names - 2 - len("  100 %"), 4)
    lines = [_row(lane, end, names, bar) for lane in lanes[:MOST_LANES]]
    hidden = len(lanes) - len(lines)
    if hidden > 0:
        lines.append(Text(" " * INDENT + _("... {n} more ...").format(n=hidden), DIM))
    if lanes:
        legend = _("{busy} is working, {idle} is idle; time runs to the right")
        lines += paragraph(legend.format(busy=BUSY, idle=IDLE), width, indent=INDENT, style=DIM)
    return [*lines, *_figures(facts, width)]


def _row(lane: Lane, end: float, names: int, bar: int) -> Text:
    line = Text(" " * INDENT + padded(clip_start(one_line(lane.name), names), names) + "  ")
    for cell in range(bar):
        busy = end > 0 and _overlap(lane, end * cell / bar, end * (cell + 1) / bar) * 2 > end / bar
        line.append(BUSY if busy else IDLE, GOOD if busy else DIM)
    share = sum(stop - start for start, stop in lane.busy) / end if end > 0 else 0.0
    return line.append(f"  {min(max(share, 0), 1):4.0%}".replace("%", " %"))


def _overlap(lane: Lane, start: float, stop: float) -> float:
    return sum(max(0.0, min(stop, b) - max(start, a)) for a, b in lane.busy)


def _figures(facts: Mapping[str, Any], width: int) -> list[Text]:
    speedup, workers, efficiency = (
        _number(facts.get(name)) for name in ("speedup", "workers", "efficiency")
    )
    if speedup is None:
        return []
    if workers is None:
        text = _("{speedup} times as fast as one worker alone.").format(speedup=f"{speedup:.2f}")
        return paragraph(text, width, indent=INDENT)
    if efficiency is None and workers:
        efficiency = speedup / workers
    words = _(
        "Speedup S = {speedup}: the work is done {speedup} times as fast as by one worker alone."
        " W = {workers} workers could be up to {workers} times as fast:"
        " efficiency S/W = {efficiency}."
    )
    text = words.format(
        speedup=f"{speedup:.2f}", workers=f"{workers:g}", efficiency=f"{efficiency or 0:.2f}"
    )
    return paragraph(text, width, indent=INDENT) + _laws(facts, width)


def _laws(facts: Mapping[str, Any], width: int) -> list[Text]:
    serial = _number(facts.get("serial_fraction"))
    if not serial or not 0 < serial <= 1:
        return []
    words = _(
        "Karp and Flatt: it is as if {percent} of the work could not be shared out."
        " Amdahl's law: however many workers come, it would never be more than {limit} times"
        " as fast."
    )
    text = words.format(percent=f"{100 * serial:.0f} %", limit=f"{1 / serial:.2f}")
    return paragraph(text, width, indent=INDENT)


def _number(value: Any) -> float | None:
    good = isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)
    return float(value) if good else None
