"""One worker that is started before it is wanted, while another one works.

To start a worker takes about as long as a small search, and nearly all of it is waiting: for the
fork, and for the new process to confine itself. A grading makes a dozen searches, one after the
other.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

OrderT = TypeVar("OrderT")


class Startable(Protocol):
    """What a spare keeps: a worker."""

    def is_there(self) -> bool:
        """Whether it still waits for its first request."""

    def end(self) -> object:
        """End it, whatever it is doing."""


WorkerT = TypeVar("WorkerT", bound=Startable)


class Spare(Generic[OrderT, WorkerT]):
    """Holds at most one worker. `start` makes one for an order; it is called in a thread."""

    def __init__(self, start: Callable[[OrderT], WorkerT]) -> None:
        self._start = start
        self._order: OrderT | None = None
        self._worker: WorkerT | None = None
        self._thread: threading.Thread | None = None

    def prepare(self, order: OrderT) -> None:
        """Begin to start a worker for `order`, and do not wait for it."""
        self.drop()
        self._order = order
        self._thread = threading.Thread(target=self._make, args=(order,), name="spare")
        self._thread.start()

    def take(self, order: OrderT) -> WorkerT | None:
        """The worker that was started for an equal order; None when there is none, or no more."""
        if self._thread is None or self._order != order:
            return None
        self._thread.join()
        worker, self._worker, self._thread, self._order = self._worker, None, None, None
        if worker is not None and not worker.is_there():
            worker.end()
            return None
        return worker

    def drop(self) -> None:
        """End the worker that nobody has taken."""
        if self._thread is not None:
            self._thread.join()
        worker, self._worker, self._thread, self._order = self._worker, None, None, None
        if worker is not None:
            worker.end()

    def _make(self, order: OrderT) -> None:
        # Whoever asks next finds none, starts one, and hears what is the matter.
        with contextlib.suppress(Exception):
            self._worker = self._start(order)
