"""GitHub Actions: annotations on the student's lines, a job summary, step outputs.

What goes to stdout is the terminal report, then the annotations. While the report is printed the
runner is told to obey no command, although what a student wrote was made harmless before.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from grader.harmless import github_property, github_text, one_line
from grader.i18n import _
from grader.reports import terminal
from grader.reports.markdown import summary
from grader.reports.options import ReportOptions
from grader.reports.runner import add_summary, set_outputs
from grader.reports.story import note
from grader.reports.words import kind_word, points, shared, title
from grader.result import Diagnosis, Result, Status

SHOWN = 10
"""A runner shows about this many annotations of a kind for each step."""
PLACES = 3
"""Lines marked for one diagnosis."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A remark on a line of a file (0: on the file as a whole; "": on the whole job)."""

    level: str
    title: str
    text: str
    file: str = ""
    line: int = 0

    def command(self) -> str:
        """The workflow command that a runner obeys."""
        properties = {"file": self.file, "line": str(self.line or ""), "title": self.title}
        listed = ",".join(f"{k}={github_property(v)}" for k, v in properties.items() if v)
        return f"::{self.level} {listed}::{github_text(self.text)}"


def write(results: Sequence[Result], options: ReportOptions) -> str:
    """What goes to stdout; summary and outputs go where the runner asks for them."""
    add_summary(summary(results))
    set_outputs(
        {
            "score": sum(result.score for result in results),
            "max_score": sum(result.max_score for result in results),
            "status": _overall(results),
        }
    )
    resume = token()
    log = terminal.write(results, replace(options, color=False))
    commands = "".join(a.command() + "\n" for a in remarks(results, options))
    return f"::stop-commands::{resume}\n{log}::{resume}::\n{commands}"


def remarks(results: Sequence[Result], options: ReportOptions) -> list[Annotation]:
    """The remarks worth showing: first each failure's own line, then the others that matter."""
    main: list[Annotation] = []
    further: list[Annotation] = []
    for result in results:
        if result.message:
            main.append(Annotation("error", title(result), one_line(result.message)))
        for check in result.checks:
            if check.status in (Status.SKIPPED, Status.ERROR):
                level = "warning" if check.status is Status.SKIPPED else "error"
                name = f"{title(result)}: {one_line(check.title)}"
                main.append(Annotation(level, name, one_line(check.reason)))
        for diagnosis, checks in shared(result.checks):
            name = "; ".join(one_line(check.title) for check in checks)
            first, *rest = _remarks(diagnosis, name, result, options)
            main.append(first)
            further += rest
        if result.passed:
            text = points(result.score, result.max_score)
            main.append(Annotation("notice", title(result), text))
    return [*_at_most(main), *_at_most(further)]


def token() -> str:
    """A word that nothing which was graded before can have printed."""
    return secrets.token_hex(16)


def _remarks(
    diagnosis: Diagnosis, name: str, result: Result, options: ReportOptions
) -> Iterator[Annotation]:
    text = one_line(diagnosis.summary)
    if diagnosis.hint:
        text += "\n" + _("Hint:") + " " + one_line(diagnosis.hint)
    marked = [step for step in diagnosis.story if step.mark and step.line]
    file, line = diagnosis.file, diagnosis.line
    if not line and marked:
        file, line = marked[-1].file, marked[-1].line
    heading = f"{name} ({kind_word(diagnosis.kind)})"
    yield Annotation("error", heading, text, _path(file, result, options), line)
    seen = {(file, line)}
    said = [(s.file, s.line, f"{one_line(s.thread)}: {note(s)}") for s in marked]
    for wait in diagnosis.waits:
        words = _("{thread} waits here for {lock}.")
        if not wait.waits_for:
            words = _("{thread} still runs here.")
        words = words.format(thread=one_line(wait.thread), lock=one_line(wait.waits_for))
        said.append((wait.file, wait.line, words))
    for place in islice(said, SHOWN):
        if place[1] and place[:2] not in seen and len(seen) < PLACES:
            seen.add(place[:2])
            path = _path(place[0], result, options)
            yield Annotation("notice", heading, place[2], path, place[1])


def _path(name: str, result: Result, options: ReportOptions) -> str:
    """Where the runner finds a file of the submission, relative to its workspace."""
    given, named = Path(result.file), Path(one_line(name, 200))
    chosen = given
    if name and named.name != given.name:
        with suppress(OSError):
            if (options.kit_root / given.parent / named).is_file():
                chosen = given.parent / named
    workspace = Path(os.environ.get("GITHUB_WORKSPACE") or options.kit_root)
    try:
        whole = (options.kit_root / chosen).resolve()
        return whole.relative_to(workspace.resolve()).as_posix()
    except (OSError, ValueError):
        return chosen.as_posix()


def _at_most(found: Sequence[Annotation]) -> Iterator[Annotation]:
    left = dict.fromkeys(("error", "warning", "notice"), SHOWN)
    for remark in found:
        left[remark.level] -= 1
        if left[remark.level] >= 0:
            yield remark


def _overall(results: Sequence[Result]) -> Status:
    if any(result.status is Status.ERROR for result in results):
        return Status.ERROR
    return Status.PASSED if all(result.passed for result in results) else Status.FAILED
