"""Who acts, and what it is about to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from grader.gate.server import Caller, Request

FOREVER = -1.0


@dataclass(frozen=True, slots=True)
class Op:
    """One operation on something shared, as the program names it.

    `verb` says what sort of thing it is (value, lock, queue, process, ...), `access` what is done
    to it, `key` which one it is in every process, `part` which element of it. `line` is 0 where no
    line of the program makes it.
    """

    verb: str
    access: str
    key: str
    part: Any
    target: str
    value: str
    file: str
    line: int

    def meets(self, other: Op) -> bool:
        """Whether the order of the two can matter."""
        if not self.key or self.key != other.key:
            return False
        if self.access == other.access == "read":
            return False
        return self.verb != "value" or None in (self.part, other.part) or self.part == other.part


NOTHING = Op("", "", "", None, "", "", "", 0)


@dataclass(frozen=True, slots=True)
class Wait:
    """Why an operation did not go: `why` is lock, data, room, process or feeder; `key` names the
    thing waited for. `timeout` in seconds, FOREVER without one."""

    why: str
    key: str
    timeout: float


class State(Enum):
    """RUNNING: let go, and not back yet. HELD: at a point. BLOCKED: tried in vain. IDLE: a thread
    behind a queue for which nobody has put anything."""

    RUNNING = auto()
    HELD = auto()
    BLOCKED = auto()
    IDLE = auto()
    ENDED = auto()


@dataclass(slots=True, eq=False)
class Actor:
    """A thread of a process of the program. `index` counts them in order of appearance."""

    index: int
    pid: int
    tid: int
    name: str = ""
    state: State = State.RUNNING
    asleep: bool = False
    """Whether it was let go and is known to sleep natively, out of our sight."""
    leaving: bool = False
    request: int = 0
    op: Op = NOTHING
    wait: Wait | None = None
    tried_at: int = -1
    """The number of steps that had been made when it last tried in vain."""
    due: float = 0.0
    """The virtual second at which its wait, or its sleep, is over; 0 for a wait without end."""
    since: float = 0.0
    """The real moment at which that wait began."""
    let_at: int = -1
    """The number of steps that had been made when it was let go last."""
    parted: int = 0
    """How often it had to let others go on, who might be waited for."""
    held: dict[str, tuple[str, int]] = field(default_factory=dict)
    """The locks it holds: key to name and the line on which it took them."""
    idle_times: int = 0
    woken_times: int = 0
    aside: tuple[str, tuple[str, int]] | None = None
    """A lock that it has given back while it waits on the lock's condition."""

    @property
    def alive(self) -> bool:
        return self.state is not State.ENDED

    @property
    def feeder(self) -> bool:
        """Whether it is the thread that writes to a queue's pipe."""
        return self.name.endswith("/QueueFeederThread")

    @property
    def sleeps(self) -> bool:
        return self.state is State.HELD and self.op.verb == "sleep"


def is_of(actor: Actor, caller: Caller) -> bool:
    return actor.pid == caller.pid and actor.tid in (caller.thread, 0)


def op_of(fields: tuple[Any, ...]) -> Op:
    """The operation that a message describes. Raises ValueError for anything else."""
    if len(fields) != 8:
        raise ValueError("an operation has eight parts")
    verb, access, key, part, target, value, file, line = fields
    texts = (verb, access, key, target, value, file)
    if not all(isinstance(text, str) and len(text) < 1000 for text in texts):
        raise ValueError("an operation is described by short texts")
    if not isinstance(line, int) or not isinstance(part, int | str | None):
        raise ValueError("a line is a number")
    return Op(verb, access, key, part, target, value, file, line)


@dataclass(frozen=True, slots=True)
class Message:
    """One request of a program's thread, taken apart."""

    kind: str
    name: str
    threads: int
    feeders: int
    born: tuple[int, ...]
    woken: tuple[tuple[int, int], ...]
    was: str
    rest: tuple[Any, ...]


def message_of(request: Request) -> Message:
    """Raises ValueError for what is no message."""
    try:
        kind, name, threads, feeders, born, woken, was, *rest = request.args
    except (TypeError, ValueError):
        raise ValueError("no message") from None
    if not (isinstance(name, str) and isinstance(was, str) and isinstance(threads, int)):
        raise ValueError("no message")
    if not (
        isinstance(feeders, int)
        and isinstance(born, tuple)
        and all(isinstance(pid, int) for pid in born)
    ):
        raise ValueError("no message")
    pairs = tuple((int(tid), int(times)) for tid, times in woken)
    return Message(str(kind), name[:80], threads, feeders, born, pairs, was[:200], tuple(rest))
