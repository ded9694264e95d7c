"""How the grader holds a worker: told of its end, able to end its whole tree."""

from __future__ import annotations

import contextlib
import json
import select
import socket
import time
from dataclasses import dataclass
from typing import Any, Protocol

from grader.supervisor import tree
from grader.supervisor.evidence import Watcher

_END_SECONDS = 60.0
"""For the keeper to end a tree that is large, or kept from running."""


@dataclass(frozen=True, slots=True)
class Exit:
    """A worker's end: the exit status (negative: the signal that ended it), CPU seconds of it and
    its children where known."""

    status: int
    cpu_seconds: float | None = None


class Reins(Protocol):
    """One worker, held. `pid` is the worker's."""

    pid: int
    adopter: int
    """Whose child an orphan of the worker's becomes, 0 where nobody of ours adopts it."""
    exit: Exit | None
    """Set by `listen` once the worker has ended."""
    lost: bool
    """Whether the keeper itself has been killed."""
    bombed: bool
    """Whether the tree grew without end and was ended for it."""
    statuses: dict[int, int]
    """Exit statuses by pid, as far as they are known at the end."""
    commands: dict[int, str]
    """Command lines of survivors by pid."""

    def fileno(self) -> int:
        """A descriptor that is readable when `listen` has something to hear, -1 for none."""

    def listen(self) -> None:
        """Learn what has happened, without waiting."""

    def end(self, grace: float, watcher: Watcher) -> list[tree.Found]:
        """End the worker and all it has started; returns what survived the worker by `grace`
        seconds. Calling it again does nothing, or completes a call that was interrupted."""


class ForkedReins:
    """Through a keeper process, see `keeper.py`."""

    def __init__(self, reins: socket.socket, pid: int, keeper: int) -> None:
        self.pid = pid
        self.keeper = self.adopter = keeper
        self.exit: Exit | None = None
        self.lost = False
        self.bombed = False
        self.statuses: dict[int, int] = {}
        self.commands: dict[int, str] = {}
        self._reins = reins
        self._ended = False
        reins.setblocking(False)

    def fileno(self) -> int:
        return self._reins.fileno()

    def listen(self) -> None:
        while not self.lost and self.exit is None:
            message = self._receive()
            if message is None:
                break
            self._take(message)

    def end(self, grace: float, watcher: Watcher) -> list[tree.Found]:
        if self._ended:
            return []
        report = self._order_end(grace)
        if report is None:
            # The keeper has been killed: its tree now belongs to the supervisor process or to us.
            self.lost = True
            survivors = self._end_alone(watcher)
        else:
            self.statuses = {int(pid): status for pid, status in report["statuses"].items()}
            rows = report["survivors"]
            self.commands = {row["pid"]: row["command"] for row in rows}
            survivors = [tree.Found(row["pid"], row["parent"], row["started"]) for row in rows]
        self._ended = True
        self._reins.close()
        return survivors

    def _order_end(self, grace: float) -> dict[str, Any] | None:
        limit = time.monotonic() + grace + _END_SECONDS
        with contextlib.suppress(OSError):
            self._reins.send(json.dumps({"op": "end", "grace": grace}).encode())
        while not self.lost and time.monotonic() < limit:
            select.select([self._reins], [], [], 1.0)
            message = self._receive()
            if message is None:
                continue
            self._take(message)
            if "survivors" in message:
                return message
        return None

    def _end_alone(self, watcher: Watcher) -> list[tree.Found]:
        known = set(watcher.seen())
        keeper = tree.look(self.keeper)
        if keeper is not None and not keeper.zombie:
            # Stopped, not dead.
            tree.end(lambda: tree.below([self.keeper]))
            tree.end(lambda: [f for f in [tree.look(self.keeper)] if f and not f.zombie])

        def remaining() -> list[tree.Found]:
            everyone = tree.everyone().values()
            alive = [f for f in everyone if (f.pid, f.started) in known or f.pid == self.pid]
            return [f for f in [*alive, *tree.below(f.pid for f in alive)] if not f.zombie]

        return tree.end(remaining)

    def _take(self, message: dict[str, Any]) -> None:
        self.bombed = self.bombed or "bomb" in message
        if "exit" in message:
            self.exit = Exit(message["exit"], message["cpu"])

    def _receive(self) -> dict[str, Any] | None:
        """The next message; None when there is none yet, or never will be (`lost`)."""
        try:
            message = self._reins.recv(1 << 16)
        except BlockingIOError:
            return None
        except OSError:
            message = b""
        if not message:
            self.lost = True
            return None
        return dict(json.loads(message))
