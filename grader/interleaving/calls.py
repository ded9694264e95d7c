"""Telling one call from another by a mark in its frame.

To keep the frame itself would also keep what its callers hold in local variables, so that objects
would not go when the program lets go of them.
"""

from __future__ import annotations

from types import FrameType
from typing import Any


class Call:
    """The mark. It stands where a debugger's trace function would, and passes on what it gets."""

    __slots__ = ("_tracer",)

    def __init__(self, tracer: Any) -> None:
        self._tracer = tracer

    def __call__(self, *event: Any) -> Any:
        return self._tracer and self._tracer(*event)


def call_of(frame: FrameType) -> Call:
    """The mark of the call that `frame` belongs to, the same for as long as the call goes on."""
    known = frame.f_trace
    if isinstance(known, Call):
        return known
    frame.f_trace = call = Call(known)
    return call
