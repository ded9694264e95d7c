"""The evidence of a diagnosis: wait table, story, timeline and detail, in this order."""

from __future__ import annotations

from grader.harmless import one_line
from grader.i18n import _
from grader.reports.layout import WIDEST, Text, block, paragraph, render
from grader.reports.story import in_columns, story
from grader.reports.timeline import timeline
from grader.reports.waits import waits
from grader.result import Diagnosis, Kind

SCREEN = 30
"""Lines of evidence that a reader takes in without scrolling."""
NARROW = 60
"""Below this width everything takes about half as many lines again."""


def evidence(diagnosis: Diagnosis, width: int, limit: int = SCREEN) -> list[Text]:
    """What shows that the summary is true, as about `limit` lines of at most `width` cells."""
    if width < NARROW:
        limit = limit * 3 // 2
    prose = min(width, WIDEST)
    parts: list[list[Text]] = []
    if diagnosis.waits:
        parts.append(waits(diagnosis.waits, prose, max(limit * 2 // 3, 8)))
    if diagnosis.story and not _told_by_waits(diagnosis):
        room = max(limit - sum(map(len, parts)) - 4, 12)
        parts.append(
            [*_introduction(diagnosis, width), Text(), *story(diagnosis.story, width, room)]
        )
    if diagnosis.timeline or "speedup" in diagnosis.facts:
        parts.append(timeline(diagnosis.timeline, diagnosis.facts, prose))
    if diagnosis.detail.strip():
        parts.append(block(diagnosis.detail, prose, limit=max(min(limit // 2, 14), 5)))
    if not parts and diagnosis.line:
        text = _("Look at {file}, line {line}.").format(file=diagnosis.file, line=diagnosis.line)
        parts.append(paragraph(text, prose))
    lines: list[Text] = []
    for part in parts:
        lines += [Text(), *part] if lines else part
    return lines


def _told_by_waits(diagnosis: Diagnosis) -> bool:
    """Whether the story says only who took which lock, as the wait table has done already."""
    held = {(lock, line) for wait in diagnosis.waits for lock, line in wait.holds}
    return bool(held) and all(
        step.event == "acquire" and (step.target, step.line) in held for step in diagnosis.story
    )


def _introduction(diagnosis: Diagnosis, width: int) -> list[Text]:
    """How to read the story, for someone who has never seen one."""
    if diagnosis.kind is Kind.RACE:
        text = _("One order of steps that goes wrong, from top to bottom,")
    else:
        text = _("How it came to this, from top to bottom,")
    processes = diagnosis.facts.get("actors") == "processes"
    if in_columns(diagnosis.story, width):
        column = _("one column for each process") if processes else _("one column for each thread")
        text += f" {column}"
    elif processes:
        text += " " + _("each step behind the name of its process")
    else:
        text += " " + _("each step behind the name of its thread")
    asides = []
    if any(step.mark for step in diagnosis.story):
        asides.append(_("<< marks what matters"))
    if diagnosis.schedules_tried:
        found = _("found in schedule {n}, {seconds} s")
        seconds = f"{diagnosis.search_seconds:.2f}"
        asides.append(found.format(n=diagnosis.schedules_tried, seconds=seconds))
    text = f"{text} ({'; '.join(asides)}):" if asides else f"{text}:"
    return paragraph(text, min(width, WIDEST))


def explanation(diagnosis: Diagnosis, width: int = 100) -> str:
    """Sentence, evidence and hint as plain text, for reports that are not a terminal."""
    parts = [one_line(diagnosis.summary), render(evidence(diagnosis, width), color=False).rstrip()]
    if diagnosis.hint:
        parts.append(_("Hint:") + " " + one_line(diagnosis.hint))
    return "\n\n".join(part for part in parts if part)
