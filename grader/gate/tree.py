"""The threads of a process tree, as the kernel shows them from outside.

Linux only: `/proc` with scheduler statistics. Elsewhere `can_see` is false.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True, slots=True, order=True)
class ThreadId:
    """A thread of the tree; `started` (clock ticks since boot) tells a reused number apart."""

    pid: int
    tid: int
    started: int


@dataclass(frozen=True, slots=True)
class Activity:
    """What a look sees of a thread: its state letter, and what it has used since it started.

    `ran` and `queued` are nanoseconds on a CPU and waiting for one, `turns` counts its time slices.
    """

    state: str
    ran: int
    queued: int
    turns: int


Tree = Mapping[ThreadId, Activity]


def can_see() -> bool:
    """Whether this machine shows what a proof needs: scheduler statistics, children of threads."""
    me = PROC / "thread-self"
    try:
        (me / "children").read_text()
        # A kernel without the statistics writes zeros.
        return all(int(figure) > 0 for figure in (me / "schedstat").read_text().split()[::2])
    except (OSError, ValueError):
        return False


def see_tree(roots: Iterable[int]) -> Tree | None:
    """Every thread of the processes `roots` and of all their descendants.

    None when a process cannot be looked into, so that nothing is ever concluded from half a tree.
    """
    tree: dict[ThreadId, Activity] = {}
    seen: set[int] = set()
    pids = list(roots)
    while pids:
        pid = pids.pop()
        if pid in seen:
            continue
        seen.add(pid)
        try:
            for thread, activity, children in _threads(pid):
                tree[thread] = activity
                pids += children
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has ended since we heard of it
        except OSError:
            return None
    return tree


def _threads(pid: int) -> Iterator[tuple[ThreadId, Activity, list[int]]]:
    for task in (PROC / str(pid) / "task").iterdir():
        try:
            # The name of a process may hold spaces and parentheses: what counts is after the last.
            after_name = (task / "stat").read_text(errors="replace").rpartition(")")[2].split()
            ran, queued, turns = (int(n) for n in (task / "schedstat").read_text().split())
            children = [int(child) for child in (task / "children").read_text().split()]
        except (FileNotFoundError, ProcessLookupError):
            continue
        state, started = after_name[0], int(after_name[19])
        yield ThreadId(pid, int(task.name), started), Activity(state, ran, queued, turns), children
