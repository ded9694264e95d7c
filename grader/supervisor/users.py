"""A user of its own for every worker that root starts.

The kernel counts processes by user (RLIMIT_NPROC) and lets a user's processes look into each other:
workers of gradings that run at the same time are to have nothing in common.
"""

from __future__ import annotations

import os
import random
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from grader.supervisor.sandbox import others_may_enter

_FIRST, _NUMBER = 60_600, 500
"""Ids that no system hands out: those of systemd end at 60577 and begin again at 61184."""
_SHARED = 60_599
_TRIES = 50


@dataclass(slots=True)
class User:
    """`id` is a user and group id, 0 to stay root. Nobody else on the machine gets it until
    `release`, or until this process has ended, however it does."""

    id: int
    _claim: socket.socket | None = None

    def release(self) -> None:
        if self._claim is not None:
            self._claim.close()


def can_become_another() -> bool:
    """Whether this process is root, and others may read Python and the kit."""
    if os.name != "posix" or os.geteuid() != 0:
        return False
    needed = {Path(sys.executable).resolve(), Path(os.__file__).resolve(), Path(__file__)}
    return all(_all_may_read(path) for path in needed)


def claim() -> User:
    """A user that no other worker of this machine has; a shared one when all seem to be taken."""
    if sys.platform.startswith("linux"):
        for _ in range(_TRIES):
            number = _FIRST + random.SystemRandom().randrange(_NUMBER)
            # The kernel gives a name to one socket only, and takes it back when that is closed.
            name = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            try:
                name.bind(f"\0grader-user-{number}")
            except OSError:
                name.close()
                continue
            return User(number, name)
    return User(_SHARED)


def _all_may_read(path: Path) -> bool:
    return bool(path.stat().st_mode & 0o004) and others_may_enter(path.parent)
