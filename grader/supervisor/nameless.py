"""Files without a name: a process that has removed a file may go on filling it.

Neither a folder's size nor a process's memory shows them. Linux only; elsewhere none is seen.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass

_IN_MEMORY = "/memfd:"
_REMOVED = " (deleted)"
_COUNTED_OTHERWISE = "/dev/shm/"
"""Where multiprocessing removes the name of every segment at once. Its size is bounded where a
worker has a /dev/shm of its own, and what is used of it is part of a process's memory."""


@dataclass(frozen=True, slots=True)
class Nameless:
    """Bytes held in memory and on disk."""

    memory: int = 0
    disk: int = 0


def held_by(pids: Iterable[int]) -> Nameless:
    """What files without a name take that these processes have open, each file once."""
    seen: set[tuple[int, int]] = set()
    memory = disk = 0
    for pid in pids:
        folder = f"/proc/{pid}/fd"
        with contextlib.suppress(OSError):
            for name in os.listdir(folder):  # noqa: PTH208
                with contextlib.suppress(OSError):
                    target = os.readlink(f"{folder}/{name}")  # noqa: PTH115
                    if not target.endswith(_REMOVED) or target.startswith(_COUNTED_OTHERWISE):
                        continue
                    info = os.stat(f"{folder}/{name}")  # noqa: PTH116
                    if not stat.S_ISREG(info.st_mode) or (info.st_dev, info.st_ino) in seen:
                        continue
                    seen.add((info.st_dev, info.st_ino))
                    if target.startswith(_IN_MEMORY):
                        memory += info.st_blocks * 512
                    else:
                        disk += info.st_blocks * 512
    return Nameless(memory, disk)
