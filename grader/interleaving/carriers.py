"""Greenlets that are used again.

To make one and switch to it for the first time costs more than most tasks' steps together.
"""

from __future__ import annotations

from _thread import get_ident
from collections.abc import Callable

from greenlet import GreenletExit, greenlet


class Carrier(greenlet):
    """Runs one `body` after another. After each it is idle and the turn goes to its parent."""

    def __init__(self, idle: list[Carrier], hub: greenlet) -> None:
        super().__init__(parent=hub)
        self._idle = idle
        self.body: Callable[[], None] | None = None

    def run(self) -> None:
        while True:
            body, self.body = self.body, None
            assert body is not None
            body()
            del body
            self._idle.append(self)
            assert self.parent is not None
            self.parent.switch()


class Carriers:
    """The idle ones of one OS thread."""

    def __init__(self) -> None:
        self._idle: list[Carrier] = []
        self._thread = get_ident()

    def take(self, body: Callable[[], None], hub: greenlet) -> greenlet:
        """A greenlet that runs `body` when it is switched to, and then gives `hub` the turn."""
        if self._thread != get_ident():
            self._idle, self._thread = [], get_ident()
        carrier = self._idle.pop() if self._idle else Carrier(self._idle, hub)
        carrier.parent = hub
        carrier.gr_context = None
        carrier.body = body
        return carrier

    def dismiss(self) -> None:
        """End the idle ones: what a suspended greenlet refers to is never collected."""
        while self._thread == get_ident() and self._idle:
            self._idle.pop().throw(GreenletExit)
