"""Watches a schedule being run: every operation just before it happens, and the values."""

from __future__ import annotations

import linecache
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from grader.interleaving.events import Event, Stuck
from grader.interleaving.names import Names
from grader.interleaving.sites import DATA, Access, Site
from grader.interleaving.task import Task
from grader.interleaving.values import peek
from grader.interleaving.waits import library_call, mark_cycle
from grader.interleaving.world import World


class Recorder:
    """The watcher that a story is made from."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._home = str(world.folder)
        self._scheduler = world.scheduler
        self.events: list[Event] = []
        self._open: dict[int, tuple[Event, Any, Site]] = {}
        self._locks: list[tuple[Event, Any]] = []
        self._taken: dict[int, tuple[Any, int]] = {}
        self._held_at: list[tuple[Event, list[Any]]] = []
        self._conditions: list[tuple[Event, Any]] = []
        self._keep: list[Any] = []

    # -- recording -------------------------------------------------------------------------------

    def about_to(self, task: Task) -> None:
        self.settle()
        event = Event(task.index, task.name, task.access)
        self._keep.append(task.obj)
        site = task.site
        if site is not None:
            event.file, event.line, event.source = self._relative(site.file), site.line, site.source
            event.target = site.target
        elif task.access is not Access.END:
            frame = self._student_frame(sys._getframe(1))
            if frame is not None:
                self._locate(event, frame)
        if task.access in DATA and site is not None:
            self._data(event, task, site)
        elif isinstance(task.obj, self._world.library.locks.Mutex):
            event.key = id(task.obj)
            self._locks.append((event, task.obj))
            if task.access is Access.ACQUIRE:
                self._taken[id(task.obj)] = (task.obj, event.line)
        elif task.obj is not None and task.access is not Access.LOOP:
            event.key = id(task.obj)
            if isinstance(task.obj, self._world.library.locks.Condition):
                self._conditions.append((event, task.obj))
            event.target = task.obj.name if isinstance(task.obj, Task) else ""
        self._held_at.append((event, list(task.held)))
        self.events.append(event)

    def _data(self, event: Event, task: Task, site: Site) -> None:
        if site.name and task.obj is not None:
            event.key = (id(task.obj), site.name)
        elif site.name:
            event.key = (site.file, site.name)
        else:
            container, part = task.obj
            event.key = id(container)
            if type(part) is int and type(container) is list and container:
                part %= len(container)
            event.part = part if type(part) in (int, str) else None
        event.before = peek(task.obj, site)
        if task.access is Access.WRITE:
            self._open[task.index] = (event, task.obj, site)

    def settle(self) -> None:
        """Read what the last write left; nothing else can have run since."""
        for event, obj, site in self._open.values():
            event.after = peek(obj, site)
        self._open.clear()

    def _student_frame(self, frame: FrameType | None) -> FrameType | None:
        while frame is not None and not frame.f_code.co_filename.startswith(self._home):
            frame = frame.f_back
        return frame

    def _locate(self, event: Event | Stuck, frame: FrameType) -> None:
        event.file = self._relative(frame.f_code.co_filename)
        event.line = frame.f_lineno
        event.source = source_line(frame.f_code.co_filename, frame.f_lineno)

    def _relative(self, file: str) -> str:
        return str(Path(file).relative_to(self._home)) if file.startswith(self._home) else file

    # -- afterwards ------------------------------------------------------------------------------

    def frames(self) -> list[FrameType]:
        """The frames of all tasks that are left, outermost first."""
        found: list[FrameType] = []
        for task in self._scheduler.tasks:
            frame = getattr(task.greenlet, "gr_frame", None)
            stack = []
            while frame is not None:
                stack.append(frame)
                frame = frame.f_back
            found.extend(reversed(stack))
        return found

    def name_locks(self, names: Names) -> None:
        """Give locks and conditions their names, once everything that could name them is known."""
        for event, lock in self._locks:
            event.target = names.of(lock) or expression(event.source) or "lock"
        for event, condition in self._conditions:
            event.target = names.of(condition) or expression(event.source) or "condition"
        for event, held in self._held_at:
            event.holds = tuple(names.of(lock) or "lock" for lock in held)

    def relevant(self) -> list[Event]:
        """The steps on things that two threads touch, of which one changes them."""
        uses: dict[Any, dict[int, tuple[int, int]]] = {}
        for position, event in enumerate(self.events):
            if event.key is not None:
                of_key = uses.setdefault(event.key, {})
                first, _last = of_key.get(event.task, (position, position))
                of_key[event.task] = first, position
        changed = {
            event.key
            for position, event in enumerate(self.events)
            if event.access is Access.WRITE
            and event.key is not None
            and (event.task or _amid_others(position, uses[event.key]))
        }
        own_locks = {id(lock) for _, lock in self._locks if self._made_by_program(lock)}
        own_locks |= {id(c) for _, c in self._conditions if not c._hidden}
        shown = []
        for position, event in enumerate(self.events):
            if not event.file or event.key is None:
                continue
            if event.access in DATA:
                shared = len(uses[event.key]) > 1 and event.key in changed
                if shared and (event.task != 0 or _amid_others(position, uses[event.key])):
                    shown.append(event)
            elif event.key in own_locks:
                shown.append(event)
        return shown

    def _made_by_program(self, lock: Any) -> bool:
        return not lock.hidden

    def waits(self, names: Names) -> list[Stuck]:
        """The wait table: every task that is stuck, and who would have to move first."""
        rows = []
        mutex = self._world.library.locks.Mutex
        for task in self._scheduler.tasks:
            if task.done:
                continue
            row = Stuck(task.index, task.name, "running" if task.enabled else "lock", "")
            frame = self._student_frame(getattr(task.greenlet, "gr_frame", None))
            if frame is not None:
                self._locate(row, frame)
            library = library_call(getattr(task.greenlet, "gr_frame", None), frame)
            blocker = task.obj
            if task.enabled:
                blocker = None
            elif isinstance(blocker, Task):
                row.verb, row.name, row.held_by = "thread", blocker.name, blocker.name
            elif library is not None:
                row.verb, owner = library
                row.name = names.of(owner) or expression(row.source)
            elif isinstance(blocker, mutex):
                row.name = names.of(blocker) or expression(row.source)
            else:
                row.verb, row.name = "condition", names.of(blocker) or expression(row.source)
            if isinstance(blocker, mutex) and blocker.owner is not None:
                row.held_by = blocker.owner.name
            row.holds = tuple(
                (names.of(lock) or "lock", self._taken.get(id(lock), (None, 0))[1])
                for lock in task.held
                if self._made_by_program(lock)
            )
            rows.append(row)
        mark_cycle(rows)
        return rows


def _amid_others(position: int, uses: dict[int, tuple[int, int]]) -> bool:
    """Whether other threads touch the same thing both before and after this event of the main
    thread. `uses` are the positions of the first and the last touch of each.

    What the main thread does before the others begin, or after they have ended, is no news.
    """
    others = [span for task, span in uses.items() if task]
    return any(first < position for first, _ in others) and any(
        position < last for _, last in others
    )


def source_line(file: str, line: int) -> str:
    return linecache.getline(file, line).strip()


_METHODS = (
    ".acquire", ".release", ".wait", ".wait_for", ".notify", ".notify_all", ".get", ".put", ".join",
    ".result",
)  # fmt: skip


def expression(source: str) -> str:
    """The lock's name as the line spells it: "with self.lock:" gives "self.lock"."""
    text = source.strip()
    for opening in ("async with ", "with "):
        if text.startswith(opening):
            return text[len(opening) :].rstrip(":").split(" as ")[0].strip()
    for ending in _METHODS:
        head, found, _ = text.partition(ending + "(")
        if found:
            return head.split("=")[-1].split("(")[-1].split()[-1] if head.split() else ""
    return ""
