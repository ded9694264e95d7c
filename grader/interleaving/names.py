"""Finds what a program calls an object: "A.lock", "lock", "forks[2]".

Names are looked for from the outside in: the variables of the functions that are still running,
the main function's first, then the globals of the program's modules; then the attributes and
elements of what those hold, nearest first. A variable that means different objects in different
calls (`left` of two philosophers) tells a reader least, so it comes last. The lock that a condition
made for itself goes by the name of the condition, which is what the program takes.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator
from types import FrameType, ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.interleaving.world import World

_DEEPEST = 4
_MOST_OBJECTS = 5_000
_SKIPPED = (ModuleType, type, str, bytes, int, float, bool, type(None))


class Names:
    """Names of objects, as seen at one moment of a program."""

    def __init__(self, world: World, frames: list[FrameType]) -> None:
        self._found: dict[int, str] = {}
        queue: deque[tuple[str, Any, int]] = deque()
        home = str(world.folder)
        outside: list[tuple[str, Any]] = []
        inside: list[tuple[str, Any]] = []
        for frame in frames:
            file = frame.f_code.co_filename
            if file.startswith(home):
                inside.extend(frame.f_locals.items())
            elif file != __file__ and _is_scenario(frame, world):
                outside.extend(frame.f_locals.items())
        for name, value in outside:
            queue.append((name, value, 0))
        for module in list(sys.modules.values()):
            if str(getattr(module, "__file__", None) or "").startswith(home):
                queue.extend((n, v, 0) for n, v in vars(module).items() if not n.startswith("__"))
        meanings: dict[str, set[int]] = {}
        for name, value in inside:
            meanings.setdefault(name, set()).add(id(value))
        queue.extend((name, value, 0) for name, value in inside if len(meanings[name]) == 1)
        self._spread(queue)
        queue.extend((name, value, 0) for name, value in inside if len(meanings[name]) > 1)
        self._spread(queue)

    def of(self, obj: Any) -> str:
        """The shortest path to `obj`, "" when none was found."""
        return self._found.get(id(obj), "")

    def _spread(self, queue: deque[tuple[str, Any, int]]) -> None:
        while queue and len(self._found) < _MOST_OBJECTS:
            name, value, depth = queue.popleft()
            if isinstance(value, _SKIPPED) or id(value) in self._found:
                continue
            self._found[id(value)] = name
            if depth < _DEEPEST:
                queue.extend((n, v, depth + 1) for n, v in _parts(name, value))


def _parts(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if type(value) is dict:
        yield from ((f"{name}[{k!r}]", v) for k, v in value.items() if type(k) in (int, str))
    elif type(value) in (list, tuple):
        yield from ((f"{name}[{i}]", v) for i, v in enumerate(value[:100]))
    else:
        attributes = getattr(value, "__dict__", None)
        if type(attributes) is dict:
            own = {"_lock": name} if type(value).__qualname__ == "Condition" else {}
            yield from ((own.get(k, f"{name}.{k}"), v) for k, v in attributes.items())
        for kind in type(value).__mro__:
            for slot in _slots(kind):
                member = vars(kind).get(slot)
                if member is not None:
                    try:
                        yield f"{name}.{slot}", member.__get__(value)
                    except AttributeError:
                        continue


def _slots(kind: type) -> tuple[str, ...]:
    slots = vars(kind).get("__slots__", ())
    return (slots,) if isinstance(slots, str) else tuple(slots)


def _is_scenario(frame: FrameType, world: World) -> bool:
    """Whether a frame is the caller's own main function or something it calls."""
    name = str(frame.f_globals.get("__name__", ""))
    return not name.startswith(("grader.interleaving", "threading", "concurrent", "queue"))
