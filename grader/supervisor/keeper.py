"""The keeper: parent of exactly one worker, adopts its orphans and ends its tree.

One keeper a worker makes attribution exact: whatever is below a keeper was started by its worker.
It obeys the grader through the `reins`, and when these close, however the grader died, it ends
everything.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import time
from pathlib import Path
from typing import Any, NoReturn

from grader.supervisor import tree
from grader.supervisor.cgroup import TaskGroup
from grader.supervisor.sandbox import remove_tree
from grader.supervisor.starving import Patience
from grader.worker import kernel
from grader.worker.confine import end_with_parent
from grader.worker.main import main as worker_main
from grader.worker.wire import WorkerChannel

_POLL = 0.004
_LOOK = 0.02
_LOOKS_SECONDS = 1.0
_END_SECONDS = 60.0


def keep(
    processes: int,
    folder: str,
    channel: int,
    reins: int,
    stdin: int,
    stdout: int,
    stderr: int,
    stacks: int,
) -> NoReturn:
    """Fork the worker and look after it. Called in a fresh child of the supervisor process.

    A tree of more than so many `processes` is ended at once. `folder` is the worker's directory,
    for which the grader cares as long as it lives.
    """
    try:
        os.setsid()
        kernel.adopt_orphans()
        wake, waker = os.pipe()
        os.set_blocking(waker, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        parent = os.getpid()
        group = TaskGroup(processes)
        pid = os.fork()
        if pid == 0:
            group.enter()
            signal.set_wakeup_fd(-1)
            os.close(reins)
            os.close(wake)
            os.close(waker)
            become_worker(parent, channel, stdin, stdout, stderr, stacks)
        for descriptor in (channel, stdin, stdout, stderr, stacks):
            os.close(descriptor)
        _come_first()
        Keeper(pid, socket.socket(fileno=reins), wake, processes, Path(folder), group).run()
    finally:
        os._exit(1)


def _come_first() -> None:
    """Be scheduled before any number of processes of a fork bomb, where that is allowed.

    By niceness, not as a real-time process: on a machine whose clock of CPU time jumps, those are
    kept from running for up to a second in which nobody hears of a worker's end. How far a bomb
    gets is bounded by the control group where there is one, and by RLIMIT_NPROC for anybody but
    root.
    """
    with contextlib.suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, 0, -20)


def become_worker(
    parent: int, channel: int, stdin: int, stdout: int, stderr: int, stacks: int
) -> NoReturn:
    """Turn this process into a worker that serves on `channel`."""
    try:
        os.setsid()
        end_with_parent(parent)
        for number in (signal.SIGCHLD, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        redirect(stdin, stdout, stderr)
        worker_main(WorkerChannel(socket.socket(fileno=channel)), stacks)
    finally:
        os._exit(1)


def redirect(stdin: int, stdout: int, stderr: int) -> None:
    """Make these the standard streams, of the process and of `sys`."""
    import sys

    for source, target in ((stdin, 0), (stdout, 1), (stderr, 2)):
        os.dup2(source, target)
        os.close(source)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    setattr(sys, "__stdin__", sys.stdin)  # noqa: B010 (declared final)
    for name, number in (("stdout", 1), ("stderr", 2)):
        stream = open(  # noqa: SIM115
            number, "w", encoding="utf-8", errors="backslashreplace", closefd=False
        )
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


class Keeper:
    """The keeper's loop. Messages on the reins are JSON objects, one a packet."""

    def __init__(
        self,
        worker: int,
        reins: socket.socket,
        wake: int,
        processes: int,
        folder: Path,
        group: TaskGroup,
    ) -> None:
        self._folder = folder
        self._group = group
        self._most = processes
        self._worker = worker
        self._reins = reins
        self._wake = wake
        self._statuses: dict[int, int] = {}
        self._worker_gone = False

    def run(self) -> NoReturn:
        self._say({"worker": self._worker, "keeper": os.getpid()})
        while True:
            ready, _, _ = select.select([self._reins.fileno(), self._wake], [], [], _LOOK)
            if not self._worker_gone:
                self._count()
            if self._wake in ready:
                os.read(self._wake, 4096)
                self._collect()
            if self._reins.fileno() in ready:
                self._obey(self._hear())

    def _count(self) -> None:
        """End a tree that has grown too large before it grows further."""
        number = 0
        for number, _found in enumerate(tree.walk([os.getpid()]), 1):
            if number > self._most:
                break
        else:
            return
        self._say({"bomb": number})
        self._end_all()

    def _obey(self, order: dict[str, Any] | None) -> None:
        """`None` (the reins have closed) and `end` end the tree, and then the keeper."""
        survivors = self._end(order["grace"] if order else 0.0)
        self._group.remove()
        # The grader may have been killed meanwhile; what is captured there it has open.
        with contextlib.suppress(OSError):
            remove_tree(self._folder)
        if order:
            self._say({"survivors": survivors, "statuses": self._statuses})
        os._exit(0)

    def _end(self, grace: float) -> list[dict[str, Any]]:
        """End the tree; returns who was alive after `grace` seconds without the worker."""
        left = self._below()
        patience = Patience(grace, [found.pid for found in left])
        while left and self._worker_gone and not patience.over([found.pid for found in left]):
            time.sleep(_POLL)
            left = self._below()
        if not left:
            return []
        survivors = left[:50] if self._worker_gone else []
        told = [
            {"pid": f.pid, "parent": f.parent, "started": f.started, "command": tree.command(f.pid)}
            for f in survivors
        ]
        self._end_all()
        return told

    def _end_all(self) -> None:
        # All that has stayed in the worker's group at one blow: the kernel lets no fork escape.
        if not self._worker_gone:
            with contextlib.suppress(OSError):
                os.killpg(self._worker, signal.SIGKILL)
        self._group.close()
        me = [os.getpid()]
        limit = time.monotonic() + _END_SECONDS
        while self._collect() and time.monotonic() < limit:
            tree.end(lambda: tree.walk(me), limit - time.monotonic())

    def _below(self) -> list[tree.Found]:
        """Everybody alive below. A chain of processes that each fork and leave may hide from any
        number of looks, so that only the kernel's word counts for nobody being there."""
        me = [os.getpid()]
        limit = time.monotonic() + _LOOKS_SECONDS
        while self._collect():
            if (found := tree.below(me)) or time.monotonic() > limit:
                return found
        return []

    def _collect(self) -> bool:
        """Collect who has ended. Whether a child is left: orphans become ours, so that without a
        child there is nobody below at all."""
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status, usage = os.wait4(-1, os.WNOHANG)
                if pid == 0:
                    return True
                if len(self._statuses) < 1000:
                    self._statuses[pid] = os.waitstatus_to_exitcode(status)
                if pid == self._worker:
                    self._worker_gone = True
                    self._say({
                        "exit": os.waitstatus_to_exitcode(status),
                        "cpu": usage.ru_utime + usage.ru_stime,
                    })  # fmt: skip
        return False

    def _say(self, message: dict[str, Any]) -> None:
        with contextlib.suppress(OSError):
            self._reins.send(json.dumps(message).encode())

    def _hear(self) -> dict[str, Any] | None:
        try:
            message = self._reins.recv(4096)
        except OSError:
            return None
        return json.loads(message) if message else None
