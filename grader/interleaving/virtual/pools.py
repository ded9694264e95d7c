"""What `multiprocessing.pool.ThreadPool` needs replaced: it wakes its threads through a pipe."""

from __future__ import annotations

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
