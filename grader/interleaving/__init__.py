"""Controls the threads of unmodified Python code and searches their interleavings.

The program's own source is instrumented, the real standard library runs over a virtual `_thread`
and a virtual clock, and a strategy decides at every point who goes next. See `explore`.
"""

from grader.interleaving.explore import Exploration, InterleavingFailure, explore

__all__ = ["Exploration", "InterleavingFailure", "explore"]
