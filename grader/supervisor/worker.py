"""The grader's end of one worker: asks, waits, watches, and keeps the deadline."""

from __future__ import annotations

import base64
import contextlib
import os
import select
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Protocol

from grader.supervisor import asking, stacks, tree
from grader.supervisor.evidence import Evidence, Watcher, threads_of
from grader.supervisor.nameless import held_by
from grader.supervisor.reins import Reins
from grader.supervisor.replies import Forged, Replies
from grader.supervisor.sandbox import Sandbox
from grader.supervisor.segments import PrivateSharedMemory, SharedMemory
from grader.supervisor.starving import Patience
from grader.worker.confine import PRIVATE_SHM
from grader.worker.wire import CHANNEL_GONE

_SETTLE_SECONDS = 60.0
_EXIT_NEWS_SECONDS = 1.0
_THREAD_GONE_SECONDS = 2.0
_DISK_EVERY = 0.25
_LOOKS = 3
_PAUSE_SECONDS = 0.5
"""How long a signal is held back, at most, until all threads of a script sleep."""


class Loss(StrEnum):
    """Why a worker gave no answer."""

    EXITED = "exited"
    DEADLINE = "deadline"
    FORGED = "forged"
    CHANNEL_CLOSED = "channel closed"
    OUTPUT = "output"
    PROCESSES = "processes"
    MEMORY = "memory"
    DISK = "disk"
    KEEPER = "keeper"


class WorkerLost(Exception):
    """The worker has been ended without an answer. `status` is its exit status where it has one
    of its own; `stacks` what the threads of its processes were doing at the deadline."""

    def __init__(
        self, loss: Loss, status: int | None = None, where: tuple[stacks.Stack, ...] = ()
    ) -> None:
        super().__init__(loss.value)
        self.loss = loss
        self.status = status
        self.stacks = where


class Beside(Protocol):
    """What the grader does while it waits for an answer (the gate answers calls)."""

    def fileno(self) -> int:
        """A descriptor that is readable when there is something to do, -1 for none."""

    def turn(self) -> None:
        """Do it, without waiting. What it raises ends the wait."""


class KitFailed(RuntimeError):
    """The worker's own code failed: the kit is at fault."""


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """What is watched from outside. Bytes, seconds, numbers."""

    output: int = 1 << 20
    processes: int = 200
    memory: int = 3 << 29
    """Resident, of the whole tree, beyond what a worker has before student code is loaded."""
    disk: int = 256 << 20
    poll: float = 0.01
    """Seconds between two looks at the tree."""
    grace: float = 2.0
    """Seconds for which a process may outlive the worker (helpers of multiprocessing do)."""


class Worker:
    """One worker. Use as a context manager: afterwards nothing of it is left."""

    def __init__(
        self,
        reins: Reins,
        replies: Replies,
        sandbox: Sandbox,
        limits: WorkerLimits,
        when_ended: Callable[[Worker], None],
    ) -> None:
        self.pid = reins.pid
        self.sandbox = sandbox
        self._reins = reins
        self._replies = replies
        self._limits = limits
        self._when_ended = when_ended
        self._watcher = Watcher(self.pid, reins.adopter)
        self._shared_memory: SharedMemory = SharedMemory()
        self._segments_kept: tuple[str, ...] = ()
        self._evidence: Evidence | None = None
        self._output: tuple[str, str] = ("", "")
        self._threads_left = 0
        self._thread_names: tuple[str, ...] = ()
        self._base_threads = 1
        self._next_disk = 0.0
        self._is_script = False
        self.beside: Beside | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def settle(self, start: dict[str, Any], key: bytes) -> tuple[str, ...]:
        """Send the first frame; returns the names of what confines the worker."""
        self._replies.ask({**start, "key": base64.b64encode(key).decode()})
        try:
            ready = self._await(_SETTLE_SECONDS)
        except WorkerLost as lost:
            raise KitFailed(f"a worker did not start: {lost}\n{self.output()[1]}") from lost
        self._base_threads = len(threads_of(self.pid)) or 1
        self._watcher.settle()
        if PRIVATE_SHM in ready["isolation"]:
            self._shared_memory = PrivateSharedMemory(self.pid)
        return tuple(ready["isolation"])

    def is_there(self) -> bool:
        """Whether it has not ended, as far as its keeper has said."""
        self._reins.listen()
        return self._reins.exit is None and not self._reins.lost

    def ask(self, op: str, deadline: float, **fields: Any) -> dict[str, Any]:
        """One request, one reply, within `deadline` seconds.

        Raises WorkerLost (the worker has then been ended) and KitFailed.
        """
        with contextlib.suppress(OSError):  # a dead worker is noticed when its answer is awaited
            self._replies.ask({"op": op, **fields})
        reply = self._await(deadline)
        names = reply.get("findings", {}).get("threads", ())
        self._thread_names = tuple(str(row[0]) for row in names)
        self._threads_left = self._count_threads(len(names))
        self._watcher.look()
        if "kit" in reply:
            self.end()
            raise KitFailed(reply["kit"])
        return reply

    def finish(self, deadline: float) -> Evidence:
        """Let the worker leave like any interpreter, waiting `deadline` seconds at most; then end
        what is left. Survivors are in the evidence. Raises WorkerLost."""
        self._watcher.look_closely()
        self._watcher.note_segments()
        self._segments_kept = self._shared_memory.there(self._watcher.segments)
        with contextlib.suppress(OSError):
            self._replies.ask({"op": "finish"})
        self._await_exit(deadline)
        evidence = self.end()
        if self._replies.pending:
            raise WorkerLost(Loss.FORGED)
        return evidence

    def become_script(self, file: str, arguments: list[str]) -> None:
        """Have the worker turn into `python FILE ARGUMENTS`; it answers no more."""
        self._is_script = True
        self._replies.ask({"op": "script", "file": file, "arguments": arguments})

    def watch_script(self, seconds: float) -> bool:
        """Watch the script for `seconds` at most; returns whether it has ended. Raises
        WorkerLost when it goes beyond a limit."""
        limit = time.monotonic() + seconds
        while True:
            self._wait(max(0.0, min(limit - time.monotonic(), self._limits.poll)))
            if self._reins.exit is not None:
                return True
            self._watch()
            if time.monotonic() >= limit:
                return False

    def time_limit(self, seconds: float) -> Callable[[], bool]:
        """Tells, whenever it is asked from now on, whether `seconds` are over in which the worker
        could have run."""
        patience = Patience(seconds, self._tree())
        return lambda: patience.over(self._tree())

    def interrupt(self, number: int) -> None:
        """Send a signal to the worker's process group, as a terminal does.

        A Python program does not notice a signal that comes when its main thread is on its way into
        a long sleep. Nor does it when another thread, which is just starting a third one, takes
        the signal before the main thread has woken up. A person who presses a key hardly ever hits
        such a moment, we would. So the signal goes out when all threads have been asleep at a few
        looks in a row, unless there is always one that works.
        """
        limit = time.monotonic() + _PAUSE_SECONDS
        asleep = 0
        while number and asleep < _LOOKS and time.monotonic() < limit:
            asleep = 0 if tree.is_running(self.pid) else asleep + 1
            time.sleep(0.001)
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self.pid, number)
            else:
                os.kill(self.pid, getattr(signal, "CTRL_BREAK_EVENT", number))

    def lose(self, loss: Loss) -> WorkerLost:
        """End the worker; the exception to raise, with what it was doing."""
        others = [found.pid for found in self._watcher.look()]
        where: tuple[stacks.Stack, ...] = ()
        if loss is Loss.DEADLINE and not self._is_script:
            where = asking.stacks(self.pid, others, self.sandbox)
        self._watcher.note_segments()
        self.end()
        status = self._reins.exit.status if self._reins.exit and loss is Loss.EXITED else None
        return WorkerLost(loss, status, where)

    def end(self) -> Evidence:
        """End the worker's whole tree and remove its directory.

        May be called again, also after an interrupted call, which it then completes: every step
        can be taken twice, and the supervisor remembers the worker until the last.
        """
        if self._evidence is None:
            survivors = self._reins.end(self._limits.grace, self._watcher)
            self._replies.close()
            self._output = self.output()
            self.sandbox.remove()
            left = self._shared_memory.remove(self._watcher.segments)
            self._when_ended(self)
            self._evidence = self._with_ending(survivors, left)
        return self._evidence

    @property
    def lost_keeper(self) -> bool:
        """Whether the process that held the worker was killed."""
        return self._reins.lost

    def output(self) -> tuple[str, str]:
        """Captured standard output and error until now."""
        if self._evidence is not None or self.sandbox.stdout.closed:
            return self._output
        limit = self._limits.output
        return (
            self.sandbox.text(self.sandbox.stdout, limit),
            self.sandbox.text(self.sandbox.stderr, limit),
        )

    def evidence(self) -> Evidence:
        """What has been seen until now."""
        if self._evidence is not None:
            return self._evidence
        return replace(
            self._watcher.evidence(),
            threads_left=self._threads_left,
            thread_names=self._thread_names,
        )

    def _with_ending(self, survivors: list[Any], segments_left: tuple[str, ...]) -> Evidence:
        found = self._watcher.evidence()
        statuses = self._reins.statuses
        ended = self._reins.exit
        return replace(
            found,
            cpu_seconds=max(found.cpu_seconds, (ended and ended.cpu_seconds) or 0.0),
            threads_left=self._threads_left,
            thread_names=self._thread_names,
            processes=tuple(replace(p, exit_status=statuses.get(p.pid)) for p in found.processes),
            survivors=tuple(
                replace(
                    self._watcher.describe(s),
                    command=self._watcher.shown(self._reins.commands.get(s.pid, "")),
                )
                for s in survivors
            ),
            segments_kept=self._segments_kept,
            segments_left=segments_left,
            exit_status=ended.status if ended else None,
        )

    def _await(self, deadline: float) -> dict[str, Any]:
        """Raises WorkerLost after `deadline` seconds in which an answer could have been made."""
        patience = Patience(deadline, self._tree())
        while True:
            self._wait(min(patience.left or self._limits.poll, self._limits.poll))
            if self.beside is not None:
                self.beside.turn()
            try:
                reply = self._replies.take()
            except Forged:
                raise self.lose(Loss.FORGED) from None
            if reply is not None:
                return reply
            if self._replies.closed or self._reins.exit is not None:
                raise self._gone()
            self._watch()
            if patience.over(self._tree()):
                raise self.lose(Loss.DEADLINE)

    def _count_threads(self, known: int) -> int:
        """The worker's threads besides those it began with, from outside.

        A thread that has been joined may exist for a moment more: wait for what the worker itself
        does not know of to go. What stays is counted, known or not.
        """
        patience = Patience(_THREAD_GONE_SECONDS, [self.pid])
        while True:
            count = max(0, len(threads_of(self.pid)) - self._base_threads)
            if count <= known or patience.over([self.pid]):
                return count
            time.sleep(0.001)

    def _await_exit(self, deadline: float) -> None:
        """Raises WorkerLost after `deadline` seconds in which it could have run."""
        patience = Patience(deadline, self._tree())
        while True:
            self._wait(min(patience.left or self._limits.poll, self._limits.poll), reply=False)
            if self._reins.exit is not None:
                return
            self._watch()
            if patience.over(self._tree()):
                raise self.lose(Loss.DEADLINE)

    def _tree(self) -> list[int]:
        """The worker and whoever was below it when somebody last looked."""
        return [self.pid, *self._watcher.below]

    def _wait(self, seconds: float, reply: bool = True) -> None:
        """Until something may have happened, or `seconds` have passed."""
        watched: list[Any] = [self._replies] if reply and not self._replies.closed else []
        if self._reins.fileno() >= 0 and not self._reins.lost:
            watched.append(self._reins)
        if self.beside is not None and self.beside.fileno() >= 0:
            watched.append(self.beside)
        if watched:
            select.select(watched, [], [], seconds)
        else:
            time.sleep(min(seconds, 0.002))
        self._reins.listen()

    def _gone(self) -> WorkerLost:
        """The channel has closed, or the worker has ended: which of them was it?"""
        limit = time.monotonic() + _EXIT_NEWS_SECONDS
        while self._reins.exit is None and not self._reins.lost and time.monotonic() < limit:
            self._wait(0.005, reply=False)
            if self._reins.exit is None:
                time.sleep(0.001)
        if self._reins.lost:
            return self.lose(Loss.KEEPER)
        if self._reins.bombed:
            return self.lose(Loss.PROCESSES)
        if self._reins.exit is None or self._reins.exit.status == CHANNEL_GONE:
            return self.lose(Loss.CHANNEL_CLOSED)
        return self.lose(Loss.EXITED)

    def _watch(self) -> None:
        """One look from outside. Raises WorkerLost when a limit has been passed."""
        tree = self._watcher.look()
        limits = self._limits
        if self._reins.lost:
            raise self.lose(Loss.KEEPER)
        if self._reins.bombed or self._watcher.alive > limits.processes:
            raise self.lose(Loss.PROCESSES)
        if self._watcher.memory > limits.memory:
            raise self.lose(Loss.MEMORY)
        if self.sandbox.written() > limits.output:
            raise self.lose(Loss.OUTPUT)
        now = time.monotonic()
        if now > self._next_disk:
            self._next_disk = now + _DISK_EVERY
            hidden = held_by([self.pid, *(found.pid for found in tree)])
            if self._watcher.memory + hidden.memory > limits.memory:
                raise self.lose(Loss.MEMORY)
            if self.sandbox.disk_use() + hidden.disk > limits.disk:
                raise self.lose(Loss.DISK)
