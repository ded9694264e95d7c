"""The `time` module on virtual time."""

from __future__ import annotations

import time as real
from types import ModuleType
from typing import Any

from grader.interleaving.caller import called_from_library
from grader.interleaving.scheduler import Scheduler

EPOCH = 1_700_000_000.0
"""What `time.time()` says when a schedule begins; any fixed moment will do."""


class _Time(ModuleType):
    """Cannot be patched: a clock that lies for a moment leaves no trace afterwards."""

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"time.{name} cannot be replaced")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"time.{name} cannot be taken away")


def make_time(scheduler: Scheduler) -> ModuleType:
    """A module that behaves as `time`, except that sleeping costs nothing."""
    module = _Time("time", real.__doc__)
    module.__dict__.update(
        {k: v for k, v in vars(real).items() if k not in ("__spec__", "__loader__")}
    )

    def sleep(seconds: float, /) -> None:
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        scheduler.sleep(seconds)

    def monotonic() -> float:
        return scheduler.read_clock(called_from_library())

    def time() -> float:
        return EPOCH + scheduler.read_clock(called_from_library())

    def moment(seconds: float | None) -> float:
        return time() if seconds is None else seconds

    overrides: dict[str, Any] = {
        "sleep": sleep,
        "time": time,
        "monotonic": monotonic,
        "perf_counter": monotonic,
        "process_time": monotonic,
        "thread_time": monotonic,
        "time_ns": lambda: int(time() * 1e9),
        "monotonic_ns": lambda: int(monotonic() * 1e9),
        "perf_counter_ns": lambda: int(monotonic() * 1e9),
        "process_time_ns": lambda: int(monotonic() * 1e9),
        "thread_time_ns": lambda: int(monotonic() * 1e9),
        "localtime": lambda seconds=None: real.localtime(moment(seconds)),
        "gmtime": lambda seconds=None: real.gmtime(moment(seconds)),
        "ctime": lambda seconds=None: real.ctime(moment(seconds)),
        "strftime": lambda form, t=None: real.strftime(form, t or real.localtime(time())),
    }
    module.__dict__.update(overrides)
    return module
