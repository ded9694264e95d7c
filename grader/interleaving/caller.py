"""Who called: whether a primitive belongs to the program or to the library's own machinery."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

from grader.interleaving.calls import Call, call_of

LIBRARY = frozenset(
    {"threading", "queue", "concurrent.futures._base", "concurrent.futures.thread", "sched"}
    | {"multiprocessing.pool", "multiprocessing.dummy"}
)
"""The standard library's thread modules, by the `__name__` in their frames."""

_getframe: Callable[[int], FrameType] = sys._getframe


def use_frames_of(getframe: Callable[[int], FrameType]) -> None:
    """Ask `getframe` (which counts its own caller as 0) instead of `sys._getframe` from now on.

    For who audits frames and wants to know which questions are the engine's.
    """
    global _getframe
    _getframe = getframe


def frame(depth: int) -> FrameType:
    """The frame `depth` levels above the caller, as `sys._getframe` counts."""
    return _getframe(depth + 1)


def called_from_library() -> bool:
    """Whether the caller's caller is code of the standard library's thread modules."""
    return _getframe(2).f_globals.get("__name__") in LIBRARY


def library_call() -> Call:
    """The library call that the caller's caller is part of, known by its outermost frame."""
    current: FrameType | None = _getframe(2)
    assert current is not None
    outermost = current
    while current is not None:
        name = current.f_globals.get("__name__", "")
        if name not in LIBRARY and not name.startswith("grader.interleaving"):
            break
        outermost, current = current, current.f_back
    return call_of(outermost)
