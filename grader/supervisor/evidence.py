"""What was seen of a worker and its processes from outside, where student code cannot lie.

Read from `/proc` or with psutil, every 10 milliseconds or so: a process that lives for less may
never be seen. So what was seen took part for certain; what was not seen proves nothing.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from grader.supervisor import tree

_LINUX = sys.platform.startswith("linux")
_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_SHARED_MEMORY = "/dev/shm"


@dataclass(frozen=True, slots=True)
class ThreadSeen:
    """A thread by its kernel id; `name` is what the kernel calls it (Python sets it from 3.14)."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class ProcessSeen:
    """A process of the worker's tree. Times in seconds, `started` and `last_seen` from the
    worker's start. `command` is "" for a plain fork of the worker. `exit_status` is None where its
    parent alone was told."""

    pid: int
    parent: int
    command: str
    started: float
    last_seen: float
    cpu_seconds: float
    peak_threads: int = 1
    exit_status: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was seen of one worker until now. `processes` leaves the worker itself out, and may
    lack short-lived ones.

    `threads_left` counts threads besides the main one when the scenario had returned;
    `thread_names` is what the worker calls them, a hint. `survivors` outlived the worker and were
    killed. `segments` are the files in /dev/shm that the tree held open.
    """

    pid: int
    wall_seconds: float
    cpu_seconds: float
    peak_threads: int = 1
    threads_left: int = 0
    thread_names: tuple[str, ...] = ()
    processes: tuple[ProcessSeen, ...] = ()
    survivors: tuple[ProcessSeen, ...] = ()
    segments: tuple[str, ...] = ()
    peak_memory: int = 0
    exit_status: int | None = None


@dataclass(slots=True)
class Watcher:
    """Looks at a worker's tree again and again and remembers what it saw."""

    pid: int
    began: float = field(default_factory=time.monotonic)
    peak_threads: int = 1
    peak_memory: int = 0
    memory: int = 0
    alive: int = 1
    baseline_memory: int = 0
    """Resident bytes of a worker without student code: forked children share them."""
    segments: set[str] = field(default_factory=set)
    _seen: dict[tuple[int, float], ProcessSeen] = field(default_factory=dict)
    _cpu: float = 0.0
    _own_command: str = ""

    def settle(self) -> None:
        """Take the worker as it is now for one without student code."""
        self.look()
        self.baseline_memory, self.peak_memory = self.memory, 0
        self._own_command = tree.command(self.pid)

    def look(self) -> list[tree.Found]:
        """One look; returns the living descendants of the worker."""
        now = time.monotonic() - self.began
        found = tree.below([self.pid])
        memory = 0
        worker = usage(self.pid)
        if worker is not None:
            self._cpu = max(self._cpu, worker.cpu_seconds)
            self.peak_threads = max(self.peak_threads, worker.threads)
            memory += max(0, worker.memory - self.baseline_memory)
        for process in found:
            use = usage(process.pid)
            if use is None:
                continue
            memory += max(0, use.memory - self.baseline_memory)
            self._remember(process, use, now)
        self.memory = memory
        self.peak_memory = max(self.peak_memory, memory)
        self.alive = 1 + len(found)
        return found

    def _remember(self, process: tree.Found, use: Usage, now: float) -> None:
        key = process.pid, process.started
        before = self._seen.get(key)
        if before is None:
            self._seen[key] = ProcessSeen(
                pid=process.pid,
                parent=process.parent,
                command=self._command(process.pid),
                started=now,
                last_seen=now,
                cpu_seconds=use.cpu_seconds,
                peak_threads=use.threads,
            )
        else:
            self._seen[key] = replace(
                before,
                command=self._command(process.pid) or before.command,
                last_seen=now,
                cpu_seconds=max(before.cpu_seconds, use.cpu_seconds),
                peak_threads=max(before.peak_threads, use.threads),
            )

    def seen(self) -> list[tuple[int, float]]:
        """(pid, start stamp) of every descendant seen so far."""
        return list(self._seen)

    def describe(self, process: tree.Found) -> ProcessSeen:
        """What is known of one process; made up from its pid when it was never looked at."""
        known = self._seen.get((process.pid, process.started))
        now = time.monotonic() - self.began
        return known or ProcessSeen(
            process.pid, process.parent, self._command(process.pid), now, now, 0.0
        )

    def shown(self, command: str) -> str:
        """A command line, "" for a plain fork: that has the worker's, which says nothing."""
        return "" if command == self._own_command else command

    def _command(self, pid: int) -> str:
        return self.shown(tree.command(pid))

    def note_segments(self) -> None:
        """Remember the files in /dev/shm that the tree has open or mapped now."""
        for pid in (self.pid, *(f.pid for f in tree.below([self.pid]))):
            self.segments |= segments_of(pid)

    def evidence(self) -> Evidence:
        return Evidence(
            pid=self.pid,
            wall_seconds=time.monotonic() - self.began,
            cpu_seconds=self._cpu + sum(p.cpu_seconds for p in self._seen.values()),
            peak_threads=self.peak_threads,
            processes=tuple(self._seen.values()),
            segments=tuple(sorted(self.segments)),
            peak_memory=self.peak_memory,
        )


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process uses: CPU seconds, number of threads, resident bytes."""

    cpu_seconds: float
    threads: int
    memory: int


def usage(pid: int) -> Usage | None:
    """None when there is no such process."""
    if _LINUX:
        try:
            with open(f"/proc/{pid}/stat", "rb") as file:  # noqa: PTH123
                f = file.read().rpartition(b")")[2].split()
        except OSError:
            return None
        return Usage((int(f[11]) + int(f[12])) / _TICK, int(f[17]), int(f[21]) * _PAGE)
    import psutil

    try:
        process = psutil.Process(pid)
        with process.oneshot():
            times = process.cpu_times()
            return Usage(
                times.user + times.system, process.num_threads(), process.memory_info().rss
            )
    except psutil.Error:
        return None


def threads_of(pid: int) -> tuple[ThreadSeen, ...]:
    """The threads of a process now, the main one among them; empty when it has gone."""
    if _LINUX:
        seen = []
        with contextlib.suppress(OSError):
            for task in sorted(Path(f"/proc/{pid}/task").iterdir(), key=lambda p: int(p.name)):
                with contextlib.suppress(OSError):
                    seen.append(ThreadSeen(int(task.name), (task / "comm").read_text().strip()))
        return tuple(seen)
    import psutil

    try:
        return tuple(ThreadSeen(t.id, "") for t in psutil.Process(pid).threads())
    except psutil.Error:
        return ()


def segments_of(pid: int) -> set[str]:
    """The files in /dev/shm that a process has mapped or open."""
    found: set[str] = set()
    if not _LINUX:
        return found
    with contextlib.suppress(OSError), open(f"/proc/{pid}/maps", errors="replace") as file:  # noqa: PTH123
        for line in file:
            path = line.partition(_SHARED_MEMORY + "/")[2].rstrip("\n")
            if path and not path.endswith(" (deleted)"):
                found.add(f"{_SHARED_MEMORY}/{path}")
    with contextlib.suppress(OSError):
        for link in Path(f"/proc/{pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                target = str(link.readlink())
                if target.startswith(_SHARED_MEMORY + "/") and not target.endswith(" (deleted)"):
                    found.add(target)
    return found
