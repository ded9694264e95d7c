"""Sites: the places of the source at which a thread may be stopped."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Access(StrEnum):
    """What happens at a point. The first three touch data, the others are operations on threads."""

    READ = "read"
    WRITE = "write"
    LOOP = "loop"
    ACQUIRE = "acquire"
    RELEASE = "release"
    WAIT = "wait"
    NOTIFY = "notify"
    JOIN = "join"
    START = "start"
    SLEEP = "sleep"
    BLOCK = "block"
    END = "end"
    FINISH = "finish"
    RAISE = "raise"


DATA = frozenset({Access.READ, Access.WRITE})


@dataclass(slots=True)
class Site:
    """One place in the source. `line` counts from 1, `column` from 0.

    `target` is the source text of what is touched ("self.balance"); `name` is the attribute or
    global name, mangled as the compiler does, "" for elements of a container. `hot` is set once
    two threads were seen to touch the same thing here, in any schedule: only then is it worth a
    choice. At a `silent` site nobody is ever stopped, but what is touched there counts as used by
    the step that is under way: for code around the program, which is meant to be in one piece.
    """

    index: int
    file: str
    line: int
    column: int
    source: str
    access: Access
    target: str
    name: str = ""
    hot: bool = False
    silent: bool = False
