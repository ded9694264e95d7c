"""A control group that bounds how many tasks a worker's tree can have.

RLIMIT_NPROC does not bind root, and a fork bomb grows faster than anybody can count. Where the
`pids` controller can be used (mostly as root), the kernel itself says no.
Sources: cgroups(7), the kernel's documentation of pids.max.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from pathlib import Path

from grader.worker.confine import TASK_GROUP

_TASKS_PER_PROCESS = 5
"""The controller counts threads as well."""
_GONE_SECONDS = 1.0


class TaskGroup:
    """Made when constructed; `path` is None where that is not possible. Call `remove` when all
    members have ended."""

    def __init__(self, processes: int) -> None:
        self.path: Path | None = None
        parent = _own_group()
        if parent is None:
            return
        _sweep(parent)
        path = parent / f"{TASK_GROUP}{os.getpid()}-{secrets.token_hex(4)}"
        try:
            path.mkdir()
            (path / "pids.max").write_text(str(_TASKS_PER_PROCESS * processes))
        except OSError:
            with contextlib.suppress(OSError):
                path.rmdir()
            return
        self.path = path

    def enter(self) -> None:
        """Put the calling process into the group, and whatever it starts from now on."""
        if self.path is not None:
            with contextlib.suppress(OSError):
                (self.path / "cgroup.procs").write_text("0")

    def close(self) -> None:
        """Let nobody in the group start a process or a thread from now on."""
        if self.path is not None:
            with contextlib.suppress(OSError):
                (self.path / "pids.max").write_text("0")

    def remove(self) -> None:
        """Give the group back to the system."""
        limit = time.monotonic() + _GONE_SECONDS
        while self.path is not None:
            try:
                self.path.rmdir()
            except OSError:
                # The last member may not have been collected yet.
                if self.path.exists() and time.monotonic() < limit:
                    time.sleep(0.002)
                    continue
            self.path = None


def _sweep(parent: Path) -> None:
    """Remove the groups of keepers that were killed. The kernel keeps those that have members."""
    for path in parent.glob(f"{TASK_GROUP}*"):
        keeper = path.name.removeprefix(TASK_GROUP).partition("-")[0]
        if not Path("/proc", keeper).exists():
            with contextlib.suppress(OSError):
                path.rmdir()


def _own_group() -> Path | None:
    """Where this process is in the hierarchy of the pids controller, None where there is none."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/cgroup").read_text().splitlines():
            _number, controllers, inside = line.split(":", 2)
            root = Path("/sys/fs/cgroup", "pids" if controllers else "")
            if controllers in ("", "pids") and (root / "cgroup.procs").exists():
                return root / inside.lstrip("/")
    return None
