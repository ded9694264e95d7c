"""How long others kept processes from running: no deadline should count that."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable

_MOST_EXTRA = 30.0
"""Seconds by which a limit is put off at most."""
_HAD_ITS_CHANCE = 0.5
"""Who has been on a CPU for so much of its limit was not kept from using it."""
_EVERY = 0.05


class Patience:
    """A limit of so many `seconds`, to be asked again and again whether it is `over`.

    It is not over while the processes that are waited for could not run: the time that their
    threads have spent waiting for a CPU does not count, unless they have also spent half of the
    limit on one. Where the system does not tell (Linux does), seconds are seconds.
    """

    def __init__(self, seconds: float, processes: Iterable[int] = ()) -> None:
        """`processes` are those that run already: what they have waited before does not count."""
        self._seconds = seconds
        self._begun = time.monotonic()
        self._looked = 0.0
        self._before = _times(processes)
        self._last: dict[tuple[int, int], tuple[float, float]] = {}

    @property
    def left(self) -> float:
        """Seconds until the limit can be over at the earliest, 0.0 when it can be now."""
        return max(0.0, self._begun + self._seconds - time.monotonic())

    def over(self, processes: Iterable[int]) -> bool:
        """Whether the time is up for these processes and those asked about before."""
        now, processes = time.monotonic(), list(processes)
        if now - self._looked > _EVERY:
            # Threads end, and with them what is known of them.
            self._looked = now
            self._last.update(_times(processes))
        extra = now - self._begun - self._seconds
        if extra < 0:
            return False
        if extra > _MOST_EXTRA:
            return True
        self._last.update(_times(processes))
        waited = ran = 0.0
        for thread, (wait, run) in self._last.items():
            wait_before, run_before = self._before.get(thread, (0.0, 0.0))
            waited += wait - wait_before
            ran += run - run_before
        return extra >= waited or ran >= _HAD_ITS_CHANCE * self._seconds


def _times(processes: Iterable[int]) -> dict[tuple[int, int], tuple[float, float]]:
    """For each thread of the processes the seconds that it has waited for a CPU and run on one."""
    found = {}
    for pid in processes:
        with contextlib.suppress(OSError):
            for thread in os.listdir(f"/proc/{pid}/task"):  # noqa: PTH208
                with contextlib.suppress(OSError, IndexError, ValueError):
                    with open(f"/proc/{pid}/task/{thread}/schedstat", "rb") as file:  # noqa: PTH123
                        ran, waited = file.read().split()[:2]
                    found[pid, int(thread)] = int(waited) / 1e9, int(ran) / 1e9
    return found
