"""Tells a schedule: what each thread did, on the program's own lines, with the values.

A schedule is run once more with a recorder attached. The recorder sees every operation just before
it happens; values are read where that runs no code of the program.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

from grader.interleaving.names import Names
from grader.interleaving.outcome import Ending, Outcome
from grader.interleaving.sites import DATA, Access, Site
from grader.interleaving.strategies.replay import Replay, Schedule, encode
from grader.interleaving.task import Task
from grader.interleaving.world import World

_UNKNOWN = object()
_LONGEST_VALUE = 40


@dataclass(slots=True, eq=False)
class Event:
    """One operation of one thread. `key` says what it touches, to see who else does; `part` which
    element of a container, None for all of it or where that is not known."""

    task: int
    thread: str
    access: Access
    file: str = ""
    line: int = 0
    source: str = ""
    target: str = ""
    before: Any = _UNKNOWN
    after: Any = _UNKNOWN
    key: Any = None
    part: Any = None
    holds: tuple[str, ...] = ()
    mark: bool = False

    def meets(self, other: Event) -> bool:
        """Whether both touch the same thing: of a container the same element, as far as known."""
        parts = {self.part, other.part}
        return self.key == other.key and (None in parts or len(parts) == 1)

    @property
    def value(self) -> str:
        """What was read, or what a write left, as text; "" where it is not known."""
        return _text(self.after if self.access is Access.WRITE else self.before)

    @property
    def value_before(self) -> str:
        return _text(self.before) if self.access is Access.WRITE else ""


@dataclass(slots=True)
class Stuck:
    """One row of a wait table. `verb` is what is waited for: a lock, a thread, a queue, ..."""

    task: int
    thread: str
    verb: str
    name: str
    file: str = ""
    line: int = 0
    source: str = ""
    holds: tuple[tuple[str, int], ...] = ()
    held_by: str = ""
    in_cycle: bool = False


@dataclass(slots=True)
class Story:
    """A schedule told: the steps that matter, or who waits for whom."""

    outcome: Outcome
    schedule: str
    steps: list[Event] = field(default_factory=list)
    waits: list[Stuck] = field(default_factory=list)
    interleaved: bool = False
    """Whether threads' uses of shared data mixed; if not, the failure needs no second thread."""
    conflict: str = ""
    """The shape of what went wrong: "lost_update", "stale_read" or "" where it has no name."""
    conflict_target: str = ""
    conflict_value: str = ""


def tell(world: World, schedule: Schedule) -> Story:
    """Run the schedule once more and tell it. Runs inside `world.entered()`."""
    recorder = _Recorder(world)
    world.scheduler.watcher = recorder
    try:
        outcome = world.run(Replay(schedule), keep=True)
        recorder.settle()
        names = Names(world, recorder.frames())
        story = Story(outcome, encode(outcome.schedule))
        if outcome.ending in (Ending.DEADLOCK, Ending.NEVER_ENDS):
            story.waits = recorder.waits(names)
        recorder.name_locks(names)
        story.steps = recorder.relevant()
        _find_conflict(story)
        return story
    finally:
        world.scheduler.watcher = None
        world.release()


class _Recorder:
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
        event.before = _peek(self._world, task.obj, site)
        if task.access is Access.WRITE:
            self._open[task.index] = (event, task.obj, site)

    def settle(self) -> None:
        """Read what the last write left; nothing else can have run since."""
        for event, obj, site in self._open.values():
            event.after = _peek(self._world, obj, site)
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
            event.target = names.of(lock) or _expression(event.source) or "lock"
        for event, condition in self._conditions:
            event.target = names.of(condition) or _expression(event.source) or "condition"
        for event, held in self._held_at:
            event.holds = tuple(names.of(lock) or "lock" for lock in held)

    def relevant(self) -> list[Event]:
        """The steps on things that two threads touch, of which one changes them."""
        users: dict[Any, set[int]] = {}
        changed: set[Any] = set()
        for position, event in enumerate(self.events):
            if event.key is not None:
                users.setdefault(event.key, set()).add(event.task)
                if event.access is Access.WRITE and (event.task or self._amid_others(position)):
                    changed.add(event.key)
        own_locks = {id(lock) for _, lock in self._locks if self._made_by_program(lock)}
        own_locks |= {id(c) for _, c in self._conditions if not c._hidden}
        shown = []
        for position, event in enumerate(self.events):
            if not event.file or event.key is None:
                continue
            if event.access in DATA:
                shared = len(users[event.key]) > 1 and event.key in changed
                if shared and (event.task != 0 or self._amid_others(position)):
                    shown.append(event)
            elif event.key in own_locks:
                shown.append(event)
        return shown

    def _amid_others(self, position: int) -> bool:
        """Whether other threads touch the same thing both before and after this event.

        What the main thread does before the others begin, or after they have ended, is no news.
        """
        event = self.events[position]
        used = [i for i, e in enumerate(self.events) if e.key == event.key and e.task != event.task]
        return bool(used) and used[0] < position < used[-1]

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
            library = _library_call(getattr(task.greenlet, "gr_frame", None), frame)
            blocker = task.obj
            if task.enabled:
                blocker = None
            elif isinstance(blocker, Task):
                row.verb, row.name, row.held_by = "thread", blocker.name, blocker.name
            elif library is not None:
                row.verb, owner = library
                row.name = names.of(owner) or _expression(row.source)
            elif isinstance(blocker, mutex):
                row.name = names.of(blocker) or _expression(row.source)
            else:
                row.verb, row.name = "condition", names.of(blocker) or _expression(row.source)
            if isinstance(blocker, mutex) and blocker.owner is not None:
                row.held_by = blocker.owner.name
            row.holds = tuple(
                (names.of(lock) or "lock", self._taken.get(id(lock), (None, 0))[1])
                for lock in task.held
                if self._made_by_program(lock)
            )
            rows.append(row)
        _mark_cycle(rows)
        return rows


_LIBRARY_CALLS = {
    ("threading", "Event"): "event",
    ("threading", "Semaphore"): "semaphore",
    ("threading", "BoundedSemaphore"): "semaphore",
    ("threading", "Barrier"): "barrier",
    ("queue", "Queue"): "queue",
    ("queue", "LifoQueue"): "queue",
    ("queue", "PriorityQueue"): "queue",
    ("_queue", "SimpleQueue"): "queue",
    ("concurrent.futures._base", "Future"): "future",
    ("concurrent.futures.thread", "ThreadPoolExecutor"): "pool",
}


def _library_call(frame: FrameType | None, until: FrameType | None) -> tuple[str, Any] | None:
    """Which object of the library the program is waiting on: what it is, and the object."""
    found = None
    while frame is not None and frame is not until:
        owner = frame.f_locals.get("self")
        for kind in type(owner).__mro__ if owner is not None else ():
            verb = _LIBRARY_CALLS.get((kind.__module__, kind.__name__))
            if verb is not None:
                found = (verb, owner)
                break
        frame = frame.f_back
    return found


def _mark_cycle(rows: list[Stuck]) -> None:
    by_thread = {row.thread: row for row in rows}
    for start in rows:
        path: list[Stuck] = []
        row: Stuck | None = start
        while row is not None and row not in path:
            path.append(row)
            row = by_thread.get(row.held_by)
        if row is start:
            for member in path:
                member.in_cycle = True
            return


def _find_conflict(story: Story) -> None:
    """Mark the steps that matter, when the data tells which they are."""
    data = [event for event in story.steps if event.access in DATA]
    story.interleaved = _interleaved(data)
    found = _overwritten(data) or _stale_read(data)
    if found is not None:
        story.conflict, marked = found
        story.conflict_target, story.conflict_value = marked[0].target, marked[0].value
        for event in marked:
            event.mark = True


def _overwritten(data: list[Event]) -> tuple[str, list[Event]] | None:
    """A read, another thread's write, then a write that knows of the read only.

    An update is lost where the other thread had read as well, else it is a stale read.
    """
    for position, last in enumerate(data):
        if last.access is not Access.WRITE:
            continue
        same = [event for event in data[:position] if event.meets(last)]
        mine = [event for event in same if event.task == last.task]
        if not mine or mine[-1].access is not Access.READ:
            continue
        between = [
            event for event in same[same.index(mine[-1]) + 1 :] if event.access is Access.WRITE
        ]
        if between:
            first = between[0]
            reads = [
                event
                for event in same[: same.index(first)]
                if event.task == first.task and event.access is Access.READ
            ]
            if not reads:  # what the other wrote did not come from what it had read
                return "stale_read", [mine[-1], between[-1], last]
            return "lost_update", [mine[-1], reads[-1], last]
    return None


def _stale_read(data: list[Event]) -> tuple[str, list[Event]] | None:
    """A read, another thread's write to the same thing, and the reader going on as if unchanged."""
    for position, read in enumerate(data):
        if read.access is not Access.READ:
            continue
        later = data[position + 1 :]
        for write in later:
            if not write.meets(read):
                continue
            if write.task == read.task:
                break
            after = [e for e in later[later.index(write) :] if e.task == read.task]
            if write.access is Access.WRITE and after and not after[0].meets(read):
                return "stale_read", [read, write, after[0]]
    return None


def _interleaved(data: list[Event]) -> bool:
    """Whether some thread touched something between two touches of another thread."""
    for key in {e.key for e in data}:
        order = [e.task for e in data if e.key == key]
        runs = [t for i, t in enumerate(order) if i == 0 or order[i - 1] != t]
        if len(runs) != len(set(runs)):
            return True
    spans: dict[int, tuple[int, int]] = {}
    for position, event in enumerate(data):
        low, _ = spans.get(event.task, (position, position))
        spans[event.task] = (low, position)
    ordered = sorted(spans.values())
    return any(a[1] > b[0] for a, b in pairwise(ordered))


def _peek(world: World, obj: Any, site: Site) -> Any:
    """The value at a site without running any code of the program, _UNKNOWN where impossible."""
    if obj is None and site.name:
        module = sys.modules.get(Path(site.file).stem)
        return _safe(vars(module).get(site.name, _UNKNOWN)) if module is not None else _UNKNOWN
    if site.name:
        attributes = getattr(obj, "__dict__", None) if not isinstance(obj, type) else vars(obj)
        if isinstance(attributes, Mapping) and site.name in attributes:
            return _safe(attributes[site.name])
        return _UNKNOWN
    container, key = obj
    if type(container) is dict and type(key) in (int, str, bool, tuple):
        return _safe(container.get(key, _UNKNOWN))
    if type(container) is list and type(key) is int and -len(container) <= key < len(container):
        return _safe(container[key])
    return _safe(container) if key is None else _UNKNOWN


def _safe(value: Any) -> Any:
    """What may be shown: text for plain data, nothing for objects with code of their own."""
    if value is None or type(value) in (int, float, bool, str, bytes):
        return repr(value)
    if type(value) in (list, tuple, dict, set) and len(value) < 20:
        inner = [*value.keys(), *value.values()] if isinstance(value, dict) else value
        if all(v is None or type(v) in (int, float, bool, str, bytes) for v in inner):
            return repr(value)
    return _UNKNOWN


def _text(value: Any) -> str:
    if value is _UNKNOWN:
        return ""
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 3] + "..."


def source_line(file: str, line: int) -> str:
    import linecache

    return linecache.getline(file, line).strip()


_METHODS = (
    ".acquire", ".release", ".wait", ".wait_for", ".notify", ".notify_all", ".get", ".put", ".join",
    ".result",
)  # fmt: skip


def _expression(source: str) -> str:
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
