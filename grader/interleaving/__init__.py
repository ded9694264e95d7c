"""Controls the threads of unmodified Python code and searches their interleavings.

The program's own source is instrumented, the real standard library runs over a virtual `_thread`
and a virtual clock, and a strategy decides at every point who goes next. See `explore`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.interleaving.exploration import Exploration, InterleavingFailure, explore

__all__ = ["Exploration", "InterleavingFailure", "explore"]


def __getattr__(name: str) -> Any:
    """The public names, imported when first asked for: who only instruments needs no engine."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module("grader.interleaving.exploration"), name)
