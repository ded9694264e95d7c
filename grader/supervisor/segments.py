"""What a worker leaves in /dev/shm, where files outlive everybody who had them open."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

FOLDER = "/dev/shm"
_MOST = 100


class SharedMemory:
    """The one of all programs: what the worker's tree was seen to have open is the worker's."""

    def remove(self, seen: Iterable[str]) -> tuple[str, ...]:
        """Remove what is left once the tree has ended; returns the paths of it. `seen` are the
        files that the tree had open."""
        left = tuple(sorted(path for path in seen if Path(path).exists()))
        for path in left:
            with contextlib.suppress(OSError):
                Path(path).unlink()
        return left


class PrivateSharedMemory(SharedMemory):
    """One that the kernel made for the worker with this pid, and removes when nobody uses it any
    more. It is kept in sight until then."""

    def __init__(self, pid: int) -> None:
        self._folder: int | None = None
        with contextlib.suppress(OSError):
            self._folder = os.open(f"/proc/{pid}/root{FOLDER}", os.O_RDONLY | os.O_DIRECTORY)

    def remove(self, seen: Iterable[str]) -> tuple[str, ...]:
        """As above. Without a second name for it, that nobody is left suffices."""
        folder, self._folder = self._folder, None
        if folder is None:
            return ()
        try:
            with os.scandir(folder) as entries:
                return tuple(sorted(f"{FOLDER}/{entry.name}" for entry in islice(entries, _MOST)))
        finally:
            os.close(folder)
