"""Tracebacks as a student needs them: their own lines, and the error."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from grader.harmless import clipped, harmless
from grader.i18n import _
from grader.lab.submission import Submission

_REMOTE_FRAME = re.compile(
    r'File "[^"]*?[/\\]w[/\\](?P<file>[^"]+)", line (?P<line>\d+), in (?P<name>\S+)'
)


def render(error: Mapping[str, Any], submission: Submission) -> str:
    """The traceback of an exception that the worker described, the student's frames only."""
    blocks = [_block(error, submission)]
    for cause in error.get("because", ()):
        if cause.get("frames"):
            blocks.insert(0, _block(cause, submission) + "\n\n" + _("which led to:") + "\n")
    return clipped("\n".join(blocks), 6000)


def _block(error: Mapping[str, Any], submission: Submission) -> str:
    frames = frames_of(error, submission)
    left_out = int(error.get("left_out") or 0)
    rows = []
    for index, (file, line, function) in enumerate(frames):
        if left_out and index == len(frames) // 2:
            rows.append("  " + _("... {n} more calls ...").format(n=left_out))
        rows.append(f'  File "{file}", line {line}, in {function}')
        if source := submission.line(file, line):
            rows.append(f"    {source}")
    message = str(error.get("message") or "")
    last = str(error.get("type", "")) + (f": {message}" if message else "")
    if not rows:
        return last
    return "\n".join(["Traceback (most recent call last):", *rows, last])


def frames_of(error: Mapping[str, Any], submission: Submission) -> list[tuple[str, int, str]]:
    """The student's frames (file, line, function), outermost first.

    An exception that came out of another process carries its traceback as text only.
    """
    frames = [
        (str(file), int(line), str(function))
        for file, line, function in error.get("frames") or ()
        if str(file) in submission.files
    ]
    for cause in error.get("because", ()):
        if cause.get("type") == "_RemoteTraceback":
            frames += [
                (match["file"], int(match["line"]), match["name"])
                for match in _REMOTE_FRAME.finditer(str(cause.get("message", "")))
                if match["file"] in submission.files
            ]
    return frames


def innermost(error: Mapping[str, Any], submission: Submission) -> tuple[str, int]:
    """File and line of the student's innermost frame, ("", 0) without one."""
    frames = frames_of(error, submission)
    return (frames[-1][0], frames[-1][1]) if frames else ("", 0)


def render_syntax(name: str, syntax: Mapping[str, Any], submission: Submission) -> str:
    """A syntax error with its source line and a caret below the place."""
    file, line = str(syntax.get("file", "")), int(syntax.get("line") or 0)
    message = harmless(f"{name}: {syntax.get('message') or ''}")
    lines = submission.lines.get(file, [])
    if not 0 < line <= len(lines):
        return message
    source = lines[line - 1].expandtabs(1).rstrip()
    indent = len(source) - len(source.lstrip())
    column = max(1, int(syntax.get("column") or 1)) - 1 - indent
    width = 1
    if syntax.get("end_line") == line:
        width = max(1, int(syntax.get("end_column") or 0) - 1 - indent - column)
    caret = " " * max(0, column) + "^" * min(width, 80)
    return f'  File "{file}", line {line}\n    {source.strip()}\n    {caret}\n{message}'


def frames_of_text(text: str, folder: str) -> str:
    """Text that a program printed, with the paths of its temporary folder made relative."""
    return text.replace(folder + "/", "").replace(folder + "\\", "")
