"""The trail: what a schedule used of everything that threads may share, in order.

From it follows which schedules come to the same: two of them are equivalent when they differ only
in the order of uses that do not depend on each other (Mazurkiewicz traces).
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any


class Use(IntEnum):
    """How a task used something. Two uses of the same thing depend on each other by `depend`."""

    READ = 0
    WRITE = 1
    ACQUIRE = 2
    """Taking a lock, or from a queue: it cannot happen before there is something to take."""
    RELEASE = 3
    """Giving back a lock that one holds, or putting into a queue."""
    SEND = 4
    """Letting another task go on: by starting or by waking it. Nothing else depends on it."""
    RECEIVE = 5
    """Going on because of a `SEND`, or because a task has ended."""
    FINISH = 6
    """The result is looked at, or the program ends: depends on whatever other tasks do."""
    IDLE = 7
    """Going on because nobody else could: after everything that has happened."""
    HELD = 8
    """Seeing that a lock is held, or a queue empty: nobody could take anything just then."""

    # An enumeration hashes its members in Python, and they are hashed all the time.
    __hash__ = int.__hash__


READ, WRITE, ACQUIRE, RELEASE, SEND, RECEIVE, FINISH, IDLE, HELD = Use

Entry = tuple[int, Any, Use]
"""The index of a task, what it used, and how. Things are compared by equality of their keys."""

CLOCK = "clock"
SPAWN = "spawn"
IDS = "ids"
EVERYTHING = "everything"
"""Keys of what is shared without being an object of the program."""

_LONE = frozenset({SEND, RECEIVE, IDLE})
_LOOKS = frozenset({READ, HELD})


def depend(first: Use, second: Use) -> bool:
    """Whether two uses of one thing by two tasks can give different results in different order."""
    if first in _LONE or second in _LONE:
        return False
    return first not in _LOOKS or second not in _LOOKS


def race(first: Use, second: Use) -> bool:
    """Whether two dependent uses could also come in the other order, next to each other.

    Who takes could have done so before another took, or looked and saw it free. Before it was
    given back, or while it was seen to be held, there was nothing to take.
    """
    if second is ACQUIRE:
        return first is ACQUIRE or first is READ
    return not (first is ACQUIRE and second is RELEASE) and depend(first, second)


def trace(trail: list[Entry]) -> int:
    """A number that is equal for equivalent schedules (unequal numbers may be equivalent too)."""
    orders: dict[Any, list[int]] = {}
    for task, key, use in trail:
        if use is SEND or use is RECEIVE or use is IDLE:
            continue
        mark = task << 4 | use
        if use is FINISH:
            for order in orders.values():
                order.append(mark)
            continue
        known = orders.get(key)
        if known is None:
            orders[key] = [mark]
        elif use is READ:  # reads in a row have no order
            at = len(known)
            while at and known[at - 1] & 15 == READ and known[at - 1] > mark:
                at -= 1
            known.insert(at, mark)
        else:
            known.append(mark)
    return hash(tuple(map(tuple, orders.values())))
