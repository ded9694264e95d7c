"""Tasks: the threads of a program under test, as the scheduler sees them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from greenlet import greenlet

from grader.interleaving.calls import Call
from grader.interleaving.sites import Access, Site

FIRST_IDENT = 1000


class Unwind(BaseException):
    """Raised inside a task to end it; never meant to be caught by the code under test."""


class NotControllable(BaseException):
    """The code under test did something that the engine cannot control; the argument names it."""


class Task:
    """One thread of the program under test.

    What it is about to do is `access` on `obj` at `site`; `held` are the locks it has.
    """

    __slots__ = (
        "access",
        "blocked_by",
        "daemon",
        "deadline",
        "done",
        "enabled",
        "function",
        "greenlet",
        "held",
        "ident",
        "index",
        "joiners",
        "key",
        "library_call",
        "local",
        "looked",
        "name_of",
        "obj",
        "operands",
        "site",
        "timed_out",
        "unwinds",
    )

    def __init__(
        self, index: int, function: Callable[[], None], daemon: bool, name_of: Callable[[], str]
    ) -> None:
        self.index = index
        self.function = function
        self.ident = FIRST_IDENT + index
        self.daemon = daemon
        self.name_of = name_of
        self.greenlet: greenlet | None = None
        self.enabled = True
        self.done = False
        self.access: Access = Access.START
        self.obj: Any = None
        self.key: Any = None
        self.site: Site | None = None
        self.deadline: float | None = None
        self.timed_out = False
        self.looked = 0
        """The number of its last look, as `Fairness.look` counts them."""
        self.blocked_by: Any = None
        self.held: list[Any] = []
        self.joiners: list[Task] = []
        self.operands: list[tuple[int, Any]] = []
        self.local: dict[int, Callable[[], Any]] = {}
        self.unwinds = 0
        self.library_call: Call | None = None

    def finish(self) -> None:
        """It is done: let go of what it ran."""
        self.done = True
        self.greenlet = None
        self.function = _nothing

    def forget(self) -> None:
        """Let go of what would keep this task and its thread alive in a circle."""
        name = self.name
        self.name_of = lambda: name
        self.greenlet = None
        self.function = _nothing
        self.library_call = None

    @property
    def name(self) -> str:
        return self.name_of()


def _nothing() -> None:
    pass
