"""An exception of student code as plain data: the student's frames, the type, the message."""

from __future__ import annotations

import builtins
from types import FrameType, TracebackType
from typing import Any

from grader.worker.plain import encode, type_name

globals()["__builtins__"] = dict(vars(builtins))

_HEAD, _TAIL = 10, 10
"""Frames kept at either end of a long traceback (a recursion without end has thousands)."""
MAX_CHAIN = 4
_MESSAGE = 2000


def describe(error: BaseException, folder: str) -> dict[str, Any]:
    """`error` and what led to it; frames are [file relative to `folder`, line, function]."""
    chain: list[dict[str, Any]] = []
    seen: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and len(chain) < MAX_CHAIN and current not in seen:
        seen.append(current)
        chain.append(_one(current, folder))
        current = current.__cause__ or (
            None if current.__suppress_context__ else current.__context__
        )
    first = chain[0]
    first["because"] = chain[1:]
    return first


def has_frames(description: dict[str, Any]) -> bool:
    """Whether a line of the student's code took part."""
    return bool(description["frames"] or description.get("syntax"))


def reply(description: dict[str, Any]) -> str:
    """The JSON text that carries a description."""
    return '{"error": ' + encode(description) + "}"


def _one(error: BaseException, folder: str) -> dict[str, Any]:
    frames, left_out = student_frames(error.__traceback__, folder)
    found: dict[str, Any] = {
        "type": type_name(error),
        "message": _message(error),
        "frames": frames,
        "left_out": left_out,
    }
    if isinstance(error, SyntaxError):
        found["syntax"] = _syntax(error, folder)
    if isinstance(error, SystemExit):
        found["exit"] = True
    elif not isinstance(error, Exception):
        found["base"] = True
    return found


def student_frames(
    trace: TracebackType | None, folder: str
) -> tuple[list[tuple[str, int, str]], int]:
    """The frames below `folder`, outermost first, and how many were left out of the middle."""
    frames: list[tuple[str, int, str]] = []
    while trace is not None:
        place = relative(trace.tb_frame, folder)
        if place:
            frames.append((place, trace.tb_lineno, trace.tb_frame.f_code.co_name))
        trace = trace.tb_next
    left_out = max(0, len(frames) - _HEAD - _TAIL)
    if left_out:
        frames = frames[:_HEAD] + frames[-_TAIL:]
    return frames, left_out


def relative(frame: FrameType, folder: str) -> str:
    """The frame's file relative to `folder`, "" when it lies elsewhere."""
    return _relative(frame.f_code.co_filename, folder)


def _relative(name: Any, folder: str) -> str:
    if type(name) is str and name.startswith(folder + "/"):
        return name[len(folder) + 1 :]
    if type(name) is str and name.startswith(folder + "\\"):
        return name[len(folder) + 1 :]
    return ""


def _message(error: BaseException) -> str:
    try:
        text = str(error)
    except BaseException:  # a __str__ of the student's
        text = ""
    if type(text) is not str:
        text = ""
    return text[:_MESSAGE]


def _syntax(error: SyntaxError, folder: str) -> dict[str, Any] | None:
    name = _relative(error.filename, folder)
    if not name:
        return None
    return {
        "file": name,
        "line": error.lineno if type(error.lineno) is int else 0,
        "column": error.offset if type(error.offset) is int else 0,
        "end_line": error.end_lineno if type(error.end_lineno) is int else 0,
        "end_column": error.end_offset if type(error.end_offset) is int else 0,
        "message": error.msg[:500] if type(error.msg) is str else "",
    }
