"""Starts workers: by forking a warm interpreter where that is safe, as fresh ones elsewhere."""

from __future__ import annotations

import contextlib
import json
import secrets
import select
import socket
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any

from grader import measuring, warm
from grader.supervisor import tree, users
from grader.supervisor.fresh import FreshReins
from grader.supervisor.reins import ForkedReins, Reins
from grader.supervisor.replies import Replies
from grader.supervisor.sandbox import Sandbox
from grader.supervisor.spare import Spare
from grader.supervisor.users import User
from grader.supervisor.worker import Worker, WorkerLimits
from grader.worker import kernel
from grader.worker.confine import Confinement

KIT = Path(__file__).resolve().parents[2]
_BOOT_SECONDS = 60.0
_LEAVE_SECONDS = 5.0


class SupervisorFailed(RuntimeError):
    """The kit could not start a worker: its own failure, never the student's."""


@dataclass(frozen=True, slots=True)
class Order:
    """What one worker is to be like.

    `files` maps names to contents. `module_file` and `seed` are for the worker to start with;
    `coverage` has it measure the lines of the submission that run.
    """

    files: Mapping[str, bytes]
    seed: int = 0
    stdin: bytes = b""
    coverage: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)
    """Added to the scrubbed environment."""
    confinement: Confinement = field(default_factory=Confinement)
    limits: WorkerLimits = field(default_factory=WorkerLimits)


class Supervisor:
    """Lives in the grader process. Use as a context manager: none of its processes outlives it.

    `fork` says whether workers are forked from a warm interpreter; None: where that is safe. That
    interpreter may have been started already, as `started`.
    `protected` are the folders of the kit that no worker may read; None: those of this kit.
    """

    def __init__(
        self,
        *,
        fork: bool | None = None,
        protected: tuple[Path, ...] | None = None,
        started: warm.Warm | None = None,
    ) -> None:
        self.forks = warm.can_fork() if fork is None else fork
        folders = protected_folders(KIT) if protected is None else protected
        self._other_users = users.can_become_another()
        self._protected = tuple(str(p) for p in folders)
        self._process = started.process if started else None
        self._control = started.control if started else None
        self._workers: dict[Worker, User] = {}
        self._isolation: tuple[str, ...] = ()
        self._lock = threading.RLock()
        self._mark = tree.Mark(started.mark if started else None)
        self._spare: Spare[Order, Worker] = Spare(self._new)

    def __enter__(self) -> Supervisor:
        self.start_early()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def isolation(self) -> tuple[str, ...]:
        """What confined the workers started so far, by name."""
        return self._isolation

    @property
    def pid(self) -> int | None:
        """The supervisor process, None where there is none."""
        return self._process.pid if self._process else None

    def alive(self) -> list[tree.Found]:
        """Every living process that this supervisor or a worker of it has started."""
        return self._mark.bearers()

    def start_early(self) -> None:
        """Begin to start the supervisor process, and do not wait for it."""
        kernel.hide_from_debuggers()
        kernel.adopt_orphans()
        if self.forks and self._process is None:
            self._launch()

    def start(self, order: Order, *, soon_again: bool = False) -> Worker:
        """A worker that is ready for requests. Raises SupervisorFailed.

        `soon_again` says that an equal order is likely to come next: another worker is started
        meanwhile, where that is cheap and this one has no way to touch it.
        """
        worker = self._spare.take(order) or self._new(order)
        if soon_again and self.forks and _keeps_apart(self._isolation):
            self._spare.prepare(order)
        return worker

    def _new(self, order: Order) -> Worker:
        sandbox = Sandbox(order.files, order.stdin, for_others=self._other_users)
        try:
            return self._start(order, sandbox)
        except BaseException:
            sandbox.remove()
            raise

    def close(self) -> None:
        """End every worker and the supervisor process."""
        try:
            self._spare.drop()
            for worker in list(self._workers):
                worker.end()
        finally:
            self._drop()

    def _start(self, order: Order, sandbox: Sandbox) -> Worker:
        key = secrets.token_bytes(32)
        ours, theirs = socket.socketpair()
        try:
            reins: Reins
            if self.forks:
                reins = self._fork(theirs, sandbox, order.limits.processes)
            else:
                reins = FreshReins(theirs, sandbox, KIT, self._mark)
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        worker = Worker(reins, Replies(ours, key), sandbox, order.limits, self._forget)
        user = users.claim() if self._other_users else User(0)
        self._workers[worker] = user
        try:
            confinement = replace(
                order.confinement,
                readable=(str(sandbox.main),),
                writable=(*sandbox.writable(), *measuring.writable()),
                protected=self._protected,
                user=user.id,
            )
            if user.id:
                sandbox.give_to(user.id)
            self._isolation = worker.settle(
                {
                    "folder": str(sandbox.work),
                    "main": str(sandbox.main),
                    "environment": {
                        **sandbox.environment(),
                        **self._mark.environment,
                        **order.environment,
                    },
                    "seed": order.seed,
                    "coverage": order.coverage,
                    "measured": bool(measuring.writable()),
                    "kit": str(KIT),
                    "protected": self._protected,
                    "confinement": {
                        name: getattr(confinement, name) for name in Confinement.__slots__
                    },
                },
                key,
            )
        except BaseException:
            worker.end()
            raise
        return worker

    def _fork(self, theirs: socket.socket, sandbox: Sandbox, processes: int) -> Reins:
        """Have the supervisor process fork; once more with a new one when it has been killed."""
        request = json.dumps({"processes": processes, "folder": str(sandbox.root)}).encode()
        for attempt in (1, 2):
            with self._lock:
                if self._process is None:
                    self._launch()
                assert self._control is not None and self._process is not None
                mine, keepers = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
                streams = (sandbox.stdin, sandbox.stdout, sandbox.stderr, sandbox.stacks)
                descriptors = [theirs.fileno(), keepers.fileno(), *(s.fileno() for s in streams)]
                with contextlib.suppress(OSError):
                    socket.send_fds(self._control, [request], descriptors)
                keepers.close()
                first = _hear(mine, _BOOT_SECONDS)
            if first is not None:
                return ForkedReins(mine, first["worker"], first["keeper"])
            mine.close()
            self._drop()
            if attempt == 2:
                break
        raise SupervisorFailed("the supervisor process ends as soon as it is asked for a worker")

    def _launch(self) -> None:
        started = warm.start(self._mark.environment)
        self._process, self._control = started.process, started.control

    def _drop(self, by_force: bool = False) -> None:
        """End the supervisor process; `by_force` also whatever is below it."""
        with self._lock:
            process, self._process = self._process, None
            if process is not None and by_force:
                tree.end(lambda: tree.walk([process.pid]))
                process.kill()
            if self._control is not None:
                self._control.close()
                self._control = None
            if process is None:
                return
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_LEAVE_SECONDS)
            if process.poll() is None:
                process.kill()
                process.wait()
            if process.returncode != 0:
                # It has been killed, so its orphans are ours now.
                tree.end(self.alive)

    def _forget(self, worker: Worker) -> None:
        if user := self._workers.pop(worker, None):
            user.release()
        if worker.lost_keeper:
            # Whoever killed it may have left orphans with the supervisor process.
            self._drop(by_force=True)


def protected_folders(kit: Path) -> tuple[Path, ...]:
    """The folders below the kit that hold answers or expectations."""
    names = ("exercises", "solutions", "tests", "grader/suites", "grader/stubs")
    return tuple(kit / name for name in names if (kit / name).exists())


def _keeps_apart(isolation: tuple[str, ...]) -> bool:
    """Whether a worker that is confined like this has no way to touch another one."""
    return any(name == "other-user" or name.startswith("landlock-") for name in isolation)


def _hear(reins: socket.socket, seconds: float) -> dict[str, Any] | None:
    ready, _, _ = select.select([reins], [], [], seconds)
    if not ready:
        return None
    try:
        message = reins.recv(1 << 16)
    except OSError:
        return None
    return json.loads(message) if message else None
