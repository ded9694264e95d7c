"""What thread pools need replaced: pipes by which they wake threads, and orders by address."""

from __future__ import annotations

from itertools import count
from types import ModuleType, SimpleNamespace
from typing import Any


def rewire_pool(pool: ModuleType, simple_queue: type) -> None:
    """Give the thread pools of a fresh copy of `multiprocessing.pool` a virtual queue as pipe."""

    class Notifier(simple_queue):  # type: ignore[misc]
        @property
        def _reader(self) -> Any:
            return self

    context = SimpleNamespace(SimpleQueue=Notifier)

    def start(self: Any, processes: Any = None, initializer: Any = None, args: Any = ()) -> None:
        pool.Pool.__init__(self, processes, initializer, args, context=context)

    def wait(sentinels: list[Any], timeout: float | None = None) -> list[Any]:
        news = sentinels[0].get(timeout=timeout)
        sentinels[0].put(news)
        return sentinels[:1]

    pool.ThreadPool.__init__ = start
    pool.__dict__["wait"] = wait


def number_futures(base: ModuleType) -> None:
    """Let the futures of a fresh copy of `concurrent.futures._base` be ordered by their age.

    `wait` and `as_completed` put them into sets and sort them by `id`: by addresses, that would be
    another order in every run.
    """

    def number(self: Any) -> int:
        if "_number" not in vars(self):
            self._number = next(base._numbers)
        return int(self._number)

    base.Future.__hash__ = number
    base.__dict__["id"] = hash
    reset_futures(base)


def reset_futures(base: ModuleType) -> None:
    """Count futures from the first one again."""
    base.__dict__["_numbers"] = count(1)
