"""A worker as a fresh interpreter, held by the grader itself.

For platforms on which a warm interpreter cannot be forked. There is no keeper and nobody adopts
orphans, so that the tree is followed by looking often, and found again by a mark in the
environment that every process inherits.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from grader import measuring
from grader.supervisor import tree
from grader.supervisor.evidence import Watcher
from grader.supervisor.reins import Exit
from grader.supervisor.sandbox import Sandbox
from grader.supervisor.starving import Patience

_BOOT = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from grader.worker.boot import boot; boot(sys.argv[2], sys.argv[3], int(sys.argv[4]))"
)


class FreshReins:
    """Starts the interpreter when made."""

    def __init__(
        self, channel: socket.socket, sandbox: Sandbox, kit: Path, mark: tree.Mark
    ) -> None:
        self.adopter = 0
        self.statuses: dict[int, int] = {}
        self.commands: dict[int, str] = {}
        self.exit: Exit | None = None
        self.lost = False
        self.bombed = False
        self._ended = False
        self._mark = mark
        posix = os.name == "posix"
        name = str(channel.fileno() if posix else sandbox.root / "channel")
        stacks = str(sandbox.stacks.fileno() if posix else sandbox.root / "stacks")
        how: dict[str, Any] = (
            {"pass_fds": [channel.fileno(), sandbox.stacks.fileno()], "start_new_session": True}
            if posix
            else {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
        )
        self._process = subprocess.Popen(
            [sys.executable, "-s", "-P", "-B", "-c", _BOOT, str(kit), name, stacks,
             str(os.getpid())],
            stdin=sandbox.stdin,
            stdout=sandbox.stdout,
            stderr=sandbox.stderr,
            env={**sandbox.environment(), **mark.environment, **measuring.environment()},
            cwd=sandbox.work,
            **how,
        )  # fmt: skip
        self.pid = self._process.pid
        if not posix:
            share = sandbox.root / "share"
            share.write_bytes(channel.share(self.pid))  # type: ignore[attr-defined]
            share.rename(sandbox.root / "channel")

    def fileno(self) -> int:
        return -1

    def listen(self) -> None:
        status = self._process.poll()
        if status is not None and self.exit is None:
            self.exit = Exit(status)

    def end(self, grace: float, watcher: Watcher) -> list[tree.Found]:
        if self._ended:
            return []
        self.listen()
        patience = Patience(grace, watcher.below)
        if self.exit is None:
            tree.end(lambda: tree.below([self.pid]))
            self._process.kill()
        else:
            while (left := self._remaining(watcher)) and not patience.over(f.pid for f in left):
                time.sleep(0.005)
        survivors = self._remaining(watcher) if self.exit is not None else []
        self.commands = {f.pid: tree.command(f.pid) for f in survivors}
        tree.end(lambda: self._remaining(watcher))
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(10.0)
        self.listen()
        self._collect(survivors)
        self._ended = True
        return survivors

    def _remaining(self, watcher: Watcher) -> list[tree.Found]:
        """The worker's processes that are alive, but for the worker itself when it has ended."""
        known = set(watcher.seen())
        roots = [
            f
            for f in tree.everyone().values()
            if not f.zombie
            and f.pid != os.getpid()
            and ((f.pid, f.started) in known or self._mark.is_on(f.pid))
        ]
        found = {(f.pid, f.started): f for f in [*roots, *tree.below(f.pid for f in roots)]}
        return list(found.values())

    def _collect(self, ended: list[tree.Found]) -> None:
        """Orphans become the grader's children on Linux: take their exit status."""
        for found in ended:
            if hasattr(os, "waitpid"):
                with contextlib.suppress(OSError):
                    os.waitpid(found.pid, os.WNOHANG)
