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
_MOST_CLOSELY = 50
_NAMELESS_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class MemorySeen:
    """Bytes of a process in memory: `private` to it, `shared` with others (by fork, or a segment),
    and `proportional`, where each of n processes that share a page counts an nth of it."""

    private: int
    shared: int
    proportional: int


@dataclass(frozen=True, slots=True)
class ThreadSeen:
    """A thread by its kernel id; `name` is what the kernel calls it (Python sets it from 3.14)."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class ProcessSeen:
    """A process of the worker's tree. Times in seconds, `started` and `last_seen` from the
    worker's start. `command` is "" for a plain fork of the worker. `parent` is the first one: an
    `orphan` has outlived it while the worker still ran. `exit_status` is None where its parent
    alone was told. `peak_memory` is resident bytes. `peak_own_memory` are those of no file and no
    segment, since it became another program than its parent; a fork that never does has what it
    inherited among them. 0 where the system does not say. `memory` was seen last, None where it
    is not known."""

    pid: int
    parent: int
    command: str
    started: float
    last_seen: float
    cpu_seconds: float
    peak_threads: int = 1
    peak_memory: int = 0
    peak_own_memory: int = 0
    memory: MemorySeen | None = None
    orphan: bool = False
    exit_status: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was seen of one worker until now. `processes` leaves the worker itself out, and may
    lack short-lived ones.

    When the scenario had returned, `threads_left` threads besides the main one were there,
    `processes_left` still ran (helpers of multiprocessing among them), and `zombies` had ended
    without their parent asking for it. `thread_names` is what the worker calls its threads, a hint.
    `survivors` outlived the worker and were killed. `segments` are the files in /dev/shm that the
    tree was seen to hold open, `segments_kept` those that were still there when the scenario had
    returned, `segments_left` those that were there when all of the tree had ended: on its way out,
    multiprocessing removes what a program has forgotten. `memory`
    is the worker's own, None where nobody was left who could share it; `peak_memory` counts
    resident bytes of the whole tree beyond what a worker needs by itself.
    """

    pid: int
    wall_seconds: float
    cpu_seconds: float
    peak_threads: int = 1
    threads_left: int = 0
    thread_names: tuple[str, ...] = ()
    processes: tuple[ProcessSeen, ...] = ()
    processes_left: tuple[ProcessSeen, ...] = ()
    zombies: tuple[ProcessSeen, ...] = ()
    survivors: tuple[ProcessSeen, ...] = ()
    segments: tuple[str, ...] = ()
    segments_kept: tuple[str, ...] = ()
    segments_left: tuple[str, ...] = ()
    peak_memory: int = 0
    memory: MemorySeen | None = None
    exit_status: int | None = None

    @property
    def orphans(self) -> tuple[ProcessSeen, ...]:
        """Those that outlived the process that had started them."""
        return tuple(process for process in self.processes if process.orphan)


@dataclass(slots=True)
class Watcher:
    """Looks at a worker's tree again and again and remembers what it saw. `adopter` is the process
    that orphans of the tree become children of, 0 where there is none."""

    pid: int
    adopter: int = 0
    began: float = field(default_factory=time.monotonic)
    peak_threads: int = 1
    peak_memory: int = 0
    memory: int = 0
    alive: int = 1
    below: list[int] = field(default_factory=list)
    """Whom the last look has found below the worker."""
    baseline_memory: int = 0
    """Resident bytes of a worker without student code: forked children share them."""
    segments: set[str] = field(default_factory=set)
    _left: list[tree.Found] = field(default_factory=list)
    _zombies: list[tree.Found] = field(default_factory=list)
    _own_memory: MemorySeen | None = None
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
        found = tree.below(self._roots())
        itself = tree.look(self.pid)
        alive = itself is not None and not itself.zombie
        memory = 0
        worker = usage(self.pid)
        if worker is not None:
            self._cpu = max(self._cpu, worker.cpu_seconds)
            self.peak_threads = max(self.peak_threads, worker.threads)
            memory += max(0, worker.memory - self.baseline_memory)
            self.segments |= _open_segments(self.pid)
        for process in found:
            use = usage(process.pid)
            if use is None:
                continue
            memory += max(0, use.memory - self.baseline_memory)
            self._remember(process, use, now, alive and process.parent == self.adopter)
        self.memory = memory
        self.peak_memory = max(self.peak_memory, memory)
        self.alive = 1 + len(found)
        self.below = [process.pid for process in found]
        return found

    def look_closely(self) -> None:
        """A look that takes longer: what memory the processes share, and who has ended unnoticed.

        To be made when the scenario has just returned: who lives then is left over.
        """
        self._left = self.look()
        self._wait_for_names()
        everyone = tree.walk(self._roots(), dead=True)
        self._zombies = [f for f in everyone if f.zombie and f.parent != self.adopter]
        if not self._left:  # nobody to share with, and it takes milliseconds to ask
            return
        self._own_memory = memory_of(self.pid)
        for process in self._left[:_MOST_CLOSELY]:
            key = process.pid, process.started
            if key in self._seen:
                self._seen[key] = replace(self._seen[key], memory=memory_of(process.pid))

    def _wait_for_names(self) -> None:
        """Who is just becoming another program has no command line yet, and is no plain fork."""
        limit = time.monotonic() + _NAMELESS_SECONDS
        while _LINUX and time.monotonic() < limit:
            nameless = [p.pid for p in self._left if not tree.command(p.pid)]
            now = [found for pid in nameless if (found := tree.look(pid))]
            if all(found.zombie for found in now):
                break
            time.sleep(0.002)
            self.look()

    def _roots(self) -> list[int]:
        return [pid for pid in (self.adopter, self.pid) if pid]

    def _remember(self, process: tree.Found, use: Usage, now: float, orphan: bool) -> None:
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
                peak_memory=use.memory,
                orphan=orphan,
            )
        else:
            command = self._command(process.pid) or before.command
            # Until a fork becomes another program, it has all that its parent has.
            same_program = command == before.command
            self._seen[key] = replace(
                before,
                command=command,
                last_seen=now,
                cpu_seconds=max(before.cpu_seconds, use.cpu_seconds),
                peak_threads=max(before.peak_threads, use.threads),
                peak_memory=max(before.peak_memory, use.memory),
                peak_own_memory=(
                    max(before.peak_own_memory, use.own_memory) if same_program else 0
                ),
                orphan=before.orphan or orphan,
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
        for pid in (self.pid, *(f.pid for f in tree.below(self._roots()))):
            self.segments |= segments_of(pid)

    def evidence(self) -> Evidence:
        return Evidence(
            pid=self.pid,
            wall_seconds=time.monotonic() - self.began,
            cpu_seconds=self._cpu + sum(p.cpu_seconds for p in self._seen.values()),
            peak_threads=self.peak_threads,
            processes=tuple(self._seen.values()),
            processes_left=tuple(map(self.describe, self._left)),
            zombies=tuple(map(self.describe, self._zombies)),
            memory=self._own_memory,
            segments=tuple(sorted(self.segments)),
            peak_memory=self.peak_memory,
        )


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process uses: CPU seconds, number of threads, resident bytes, and how many of these
    are neither of a file nor of a segment."""

    cpu_seconds: float
    threads: int
    memory: int
    own_memory: int = 0


def usage(pid: int) -> Usage | None:
    """None when there is no such process."""
    if _LINUX:
        try:
            with open(f"/proc/{pid}/stat", "rb") as file:  # noqa: PTH123
                f = file.read().rpartition(b")")[2].split()
            with open(f"/proc/{pid}/statm", "rb") as file:  # noqa: PTH123
                _size, resident, shared, *_rest = map(int, file.read().split())
        except (OSError, ValueError):  # it is on its way out
            return None
        cpu_seconds, threads = (int(f[11]) + int(f[12])) / _TICK, int(f[17])
        return Usage(cpu_seconds, threads, resident * _PAGE, (resident - shared) * _PAGE)
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


def memory_of(pid: int) -> MemorySeen | None:
    """None when there is no such process, or where the system does not say (Linux does)."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii", errors="replace") as file:  # noqa: PTH123
            rows = {name: figure.split() for name, _, figure in (r.partition(":") for r in file)}
    except OSError:
        return None

    def size(*names: str) -> int:
        return sum(int(rows[name][0]) * 1024 for name in names)

    try:
        return MemorySeen(
            private=size("Private_Clean", "Private_Dirty"),
            shared=size("Shared_Clean", "Shared_Dirty"),
            proportional=size("Pss"),
        )
    except (KeyError, IndexError, ValueError):  # it is on its way out
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
    return found | _open_segments(pid)


def _open_segments(pid: int) -> set[str]:
    """Those that it has open, which costs less to find out than what is mapped."""
    found: set[str] = set()
    if not _LINUX:
        return found
    with contextlib.suppress(OSError):
        for descriptor in os.listdir(f"/proc/{pid}/fd"):  # noqa: PTH208
            with contextlib.suppress(OSError):
                target = os.readlink(f"/proc/{pid}/fd/{descriptor}")  # noqa: PTH115
                if target.startswith(_SHARED_MEMORY + "/") and not target.endswith(" (deleted)"):
                    found.add(target)
    return found
