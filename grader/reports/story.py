"""A story: what each thread did, in order, on the student's own lines.

Steps become numbered rows, rows become lines (`columns.py`), and a long story is folded around the
steps that matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from grader.harmless import one_line
from grader.i18n import N_, _, ngettext
from grader.reports.columns import fits_columns, laid_out
from grader.reports.layout import DIM, Text, clip_start
from grader.result import Step

MOST_NOTES = 6
"""Things that may happen on one row before the rest is left out."""
WIDEST_FILE = 16

_EVENTS = {
    "acquire": N_("takes {target}"),
    "release": N_("releases {target}"),
    "wait": N_("waits for {target}"),
    "block": N_("has to wait for {target}"),
    "notify": N_("wakes a thread that waits for {target}"),
    "start": N_("starts {target}"),
    "join": N_("waits until {target} ends"),
    "end": N_("ends"),
    "raise": N_("raises {value}"),
}
_ASIDE = {"start", "join", "end"}


@dataclass(slots=True)
class Row:
    """One numbered step as it is shown: a source line and what happened there.

    `notes` pairs what happened with whether it matters; `aside` is true while a thread did
    nothing but start, await and end.
    """

    number: int
    thread: str
    place: str
    source: str
    notes: list[tuple[str, bool]] = field(default_factory=list)
    aside: bool = True
    seen: set[tuple[str, str]] = field(default_factory=set)

    @property
    def mark(self) -> bool:
        return any(mark for _note, mark in self.notes)

    def add(self, step: Step) -> None:
        """Put what this step did on the row."""
        self.seen.add((step.event, step.target))
        self.aside = self.aside and step.event in _ASIDE and not step.mark
        said = (note(step), step.mark)
        if said != (self.notes[-1] if self.notes else None) and len(self.notes) < MOST_NOTES:
            self.notes.append(said)

    def takes(self, step: Step, place: str) -> bool:
        """Whether this step goes on as part of the row: same thread and line, nothing twice."""
        here = (one_line(step.thread), place) == (self.thread, self.place)
        return here and bool(place) and (step.event, step.target) not in self.seen


def story(steps: Sequence[Step], width: int, limit: int = 30) -> list[Text]:
    """The steps as about `limit` lines of at most `width` cells."""
    rows = _rows(steps)
    head, blocks = laid_out(rows, width)
    return [*head, *_folded(rows, blocks, limit - len(head))]


def in_columns(steps: Sequence[Step], width: int) -> bool:
    """Whether `story` lays these steps out in columns at this width, not as a list."""
    return fits_columns(_rows(steps), width)


def note(step: Step) -> str:
    """What happened in this step, in words: `-> 0`, `balance: 0 -> 1000`, `takes A.lock`."""
    target, value, before = (one_line(t, 80) for t in (step.target, step.value, step.before))
    if step.event in _EVENTS:
        return _(_EVENTS[step.event]).format(target=target, value=value).strip()
    if step.event == "write":
        if before:
            return f"{target}: {before} -> {value}"
        return f"{target} = {value}" if value else ""
    return f"-> {value}" if value else ""


def _rows(steps: Sequence[Step]) -> list[Row]:
    several_files = len({step.file for step in steps if step.line}) > 1
    rows: list[Row] = []
    for step in steps:
        place = _place(step, several_files)
        if not rows or not rows[-1].takes(step, place):
            source = one_line(step.source, 200)
            rows.append(Row(len(rows) + 1, one_line(step.thread), place, source))
        rows[-1].add(step)
    return rows


def _place(step: Step, with_file: bool) -> str:
    if not step.line:
        return ""
    file = clip_start(one_line(step.file), WIDEST_FILE) + ":" if with_file else ""
    return f"{file}{step.line}"


def _folded(rows: Sequence[Row], blocks: Sequence[list[Text]], limit: int) -> list[Text]:
    """The blocks in at most `limit` lines; steps that matter and their neighbours stay longest."""
    keep = set(range(len(rows)))
    height = sum(map(len, blocks))
    for index in reversed(_by_importance(rows)):
        if height + _gaps(keep, len(rows)) <= limit or len(keep) <= 1:
            break
        keep.discard(index)
        height -= len(blocks[index])
    lines: list[Text] = []
    for before, index in pairwise([-1, *sorted(keep), len(rows)]):
        if index - before > 1:
            lines.append(_gap(index - before - 1))
        if index < len(rows):
            lines.extend(blocks[index])
    return lines


def _by_importance(rows: Sequence[Row]) -> list[int]:
    """Row indices: marked ones from both ends, then by distance to a mark or to an end."""
    last = len(rows) - 1
    anchors = [*(i for i, r in enumerate(rows) if r.mark), 0, last]
    return sorted(
        range(len(rows)),
        key=lambda i: (not rows[i].mark, min(abs(i - a) for a in anchors), min(i, last - i)),
    )


def _gaps(keep: set[int], count: int) -> int:
    return sum(1 for a, b in pairwise([-1, *sorted(keep), count]) if b - a > 1)


def _gap(count: int) -> Text:
    text = ngettext("... {n} more step ...", "... {n} more steps ...", count).format(n=count)
    return Text("     " + text, DIM)
