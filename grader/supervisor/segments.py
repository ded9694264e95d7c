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

    def there(self, seen: Iterable[str]) -> tuple[str, ...]:
        """The paths of what is there now. `seen` are the files that the tree had open."""
        return tuple(sorted(path for path in seen if Path(path).exists()))

    def remove(self, seen: Iterable[str]) -> tuple[str, ...]:
        """Remove what is left once the tree has ended; returns the paths of it."""
        left = self.there(seen)
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

    def there(self, seen: Iterable[str]) -> tuple[str, ...]:
        """As above, whether it has been seen before or not."""
        if self._folder is None:
            return ()
        with os.scandir(self._folder) as entries:
            return tuple(sorted(f"{FOLDER}/{entry.name}" for entry in islice(entries, _MOST)))

    def remove(self, seen: Iterable[str]) -> tuple[str, ...]:
        """As above. Without a second name for it, that nobody is left suffices."""
        left = self.there(seen)
        folder, self._folder = self._folder, None
        if folder is not None:
            os.close(folder)
        return left
