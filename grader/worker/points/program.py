"""Stands between the student's program and everything that its processes can share.

Each module beside this one replaces a few methods of the library by ones that stop at a point
first. Only calls that the program makes itself are points; what the library does inside one call
is one operation. What may block there is tried, and told to the grader when it does not go.
"""

from __future__ import annotations

import sys
from typing import Any

from grader.worker.points.files import install as files
from grader.worker.points.locks import install as locks
from grader.worker.points.memory import install as memory
from grader.worker.points.pipes import install as pipes
from grader.worker.points.points import Points
from grader.worker.points.processes import install as processes
from grader.worker.points.proxies import install as proxies
from grader.worker.points.queues import install as queues


class Program(Points):
    """The points of one process of the student's program."""

    def install(self) -> None:
        import multiprocessing.connection
        import multiprocessing.managers
        import multiprocessing.queues
        import multiprocessing.sharedctypes
        import multiprocessing.spawn
        import multiprocessing.synchronize
        import multiprocessing.util

        mp: Any = multiprocessing
        if getattr(mp, "_points", None) is not None:
            return
        mp._points = self
        parts: Any = (files, locks, memory, pipes, processes, proxies, queues)
        self.own = {part.__code__.co_filename for part in parts}
        self.own.add(Points.call.__code__.co_filename)
        layers = (mp.synchronize, mp.sharedctypes, mp.queues, sys.modules["contextlib"])
        self.glue = self.own | {"<string>", *(str(layer.__file__) for layer in layers)}
        for part in parts:
            part(self, mp)


def begin(program: Program) -> None:
    """Set the program's points in this process, before the program is there."""
    program.settle()
