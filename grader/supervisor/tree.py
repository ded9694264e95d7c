"""The processes below one process: who they are, and how to end all of them.

Works on a fork bomb and on processes that have left their session: everything is stopped first,
until a look finds nobody new, and killed then.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from grader.warm import MARK, new_mark

# Looks race with processes that fork and end, so they are made with os.listdir and open, which
# are several times quicker than pathlib.
_LINUX = sys.platform.startswith("linux")
_LISTS_CHILDREN = os.path.exists("/proc/thread-self/children")  # noqa: PTH110


@dataclass(frozen=True, slots=True)
class Found:
    """A process seen. `started` is the kernel's own time stamp: with it a pid means one process."""

    pid: int
    parent: int
    started: float
    zombie: bool = False


class Mark:
    """A word in the environment by which processes are known again, wherever they hang in the
    tree. Student code can shed it, so it is the last resort, for orphans nobody adopted."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self.environment = environment or new_mark()

    @property
    def _line(self) -> bytes:
        return f"\0{MARK}={self.environment[MARK]}\0".encode()

    def is_on(self, pid: int) -> bool:
        if _LINUX:
            try:
                with open(f"/proc/{pid}/environ", "rb") as file:  # noqa: PTH123
                    return self._line in b"\0" + file.read() + b"\0"
            except OSError:
                return False
        import psutil

        try:
            found = psutil.Process(pid).environ().get(MARK)
        except (psutil.Error, OSError):
            return False
        return found == self.environment[MARK]

    def bearers(self) -> list[Found]:
        """Every living process that bears the mark."""
        return [f for f in everyone().values() if not f.zombie and self.is_on(f.pid)]


def everyone() -> dict[int, Found]:
    """All processes of the machine by pid."""
    if _LINUX:
        return {f.pid: f for n in os.listdir("/proc") if n.isdigit() and (f := look(int(n)))}  # noqa: PTH208
    import psutil

    found = {}
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            found[process.pid] = Found(process.pid, process.ppid(), process.create_time())
    return found


def look(pid: int) -> Found | None:
    """The process with this pid, None when there is none."""
    if _LINUX:
        try:
            with open(f"/proc/{pid}/stat", "rb") as file:  # noqa: PTH123
                fields = file.read().rpartition(b")")[2].split()
        except OSError:
            return None
        # A process whose main thread has ended counts as a zombie although others still run.
        zombie = fields[0] in b"ZX" and int(fields[17]) <= 1
        return Found(pid, int(fields[1]), float(fields[19]), zombie)
    import psutil

    try:
        process = psutil.Process(pid)
        return Found(
            pid, process.ppid(), process.create_time(), process.status() == psutil.STATUS_ZOMBIE
        )
    except psutil.Error:
        return None


def is_running(pid: int) -> bool:
    """Whether a thread of this process is on a CPU or waits for nothing else. False where the
    system does not tell; Linux does."""
    with contextlib.suppress(OSError):
        for thread in os.listdir(f"/proc/{pid}/task"):  # noqa: PTH208
            stat = f"/proc/{pid}/task/{thread}/stat"
            with contextlib.suppress(OSError), open(stat, "rb") as file:  # noqa: PTH123
                if file.read().rpartition(b")")[2].split()[:1] == [b"R"]:
                    return True
    return False


def below(roots: Iterable[int]) -> list[Found]:
    """The living descendants of `roots`, without these; parents before children.

    A look may leave one out while others end.
    """
    return list(walk(roots))


def walk(roots: Iterable[int], *, dead: bool = False) -> Iterator[Found]:
    """As `below`, each as soon as it is found and before its children are looked for; `dead` with
    those that have ended and were not waited for."""
    children = _children if _LISTS_CHILDREN else _children_by_parent().get
    queue = deque(roots)
    seen = set(queue)
    while queue:
        for child in children(queue.popleft()) or ():
            if child.pid not in seen:
                seen.add(child.pid)
                queue.append(child.pid)
                if dead or not child.zombie:
                    yield child


def _children_by_parent() -> dict[int, list[Found]]:
    children: dict[int, list[Found]] = {}
    for found in everyone().values():
        children.setdefault(found.parent, []).append(found)
    return children


def _children(pid: int) -> list[Found]:
    found: list[Found] = []
    try:
        for task in os.listdir(f"/proc/{pid}/task"):  # noqa: PTH208
            with open(f"/proc/{pid}/task/{task}/children", "rb") as file:  # noqa: PTH123
                found += [child for n in file.read().split() if (child := look(int(n)))]
    except OSError:  # it has ended meanwhile
        pass
    return found


def command(pid: int) -> str:
    """The command line of a process, as text of at most 200 characters; "" when it has gone."""
    if _LINUX:
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:  # noqa: PTH123
                return file.read(400).replace(b"\0", b" ").decode("utf-8", "replace").strip()[:200]
        except OSError:
            return ""
    import psutil

    try:
        return " ".join(psutil.Process(pid).cmdline())[:200]
    except psutil.Error:
        return ""


def end(who: Callable[[], Iterable[Found]], seconds: float = 10.0) -> list[Found]:
    """Stop, then kill everyone that `who()` finds, until it finds nobody; returns those ended.

    `who` should be lazy, parents first: each is stopped before its children are looked for, so
    that a tree that keeps forking is overtaken. Gives up after `seconds` (a process in
    uninterruptible sleep).
    """
    ended: dict[tuple[int, float], Found] = {}
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        stopped: dict[tuple[int, float], Found] = {}
        while time.monotonic() < limit:
            before = len(stopped)
            for found in who():
                if (found.pid, found.started) not in stopped:
                    _send(found.pid, getattr(signal, "SIGSTOP", signal.SIGTERM))
                    stopped[found.pid, found.started] = found
            if len(stopped) == before:
                break
        for found in stopped.values():
            _send(found.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        ended.update(stopped)
        if not stopped:
            break
        _reap(stopped.values())
    return list(ended.values())


def _send(pid: int, number: int) -> None:
    with contextlib.suppress(OSError):
        os.kill(pid, number)


def _reap(killed: Iterable[Found]) -> None:
    """Wait until the killed ones are gone, or zombies that somebody else has to collect."""
    for found in killed:
        for _ in range(2000):
            now = look(found.pid)
            if now is None or now.zombie or now.started != found.started:
                break
            time.sleep(0.001)
