"""Manager objects. A call that would wait in the manager's process is asked again instead."""

from __future__ import annotations

import queue
from typing import Any

from grader.worker.points.points import Points, name_of, show

_READS = frozenset(
    {"__getitem__", "__contains__", "__len__", "__iter__", "__str__", "__repr__", "get", "keys"}
    | {"values", "items", "copy", "index", "count", "__getattribute__", "#GETVALUE", "__reversed__"}
)
_ON_ITEMS = frozenset({"__getitem__", "__setitem__", "__delitem__", "get", "pop", "setdefault"})


def install(points: Points, mp: Any) -> None:
    """Manager objects. A call that would wait in the manager's process is asked again instead."""

    proxy = mp.managers.BaseProxy
    original = proxy._callmethod
    glue = points.glue | {str(mp.managers.__file__)}

    def attempt(self: Any, method: str, args: Any, kwds: Any) -> Any:
        """Blocking calls as (call that does not block, test of what it gave, timeout)."""
        given = dict(kwds)
        if method == "acquire" and "release" in (self._exposed_ or ()):
            block = args[0] if args else given.get("blocking", given.get("block", True))
            timeout = args[1] if len(args) > 1 else given.get("timeout")
            if not block:
                return None
            wait = None if timeout is None or timeout < 0 else timeout
            return (lambda: original(self, "acquire", (False,)), bool, wait, "lock", False)
        names = self._exposed_ or ()
        if method in ("get", "put") and "qsize" in names:
            at = 0 if method == "get" else 1
            block = args[at] if len(args) > at else given.get("block", True)
            timeout = args[at + 1] if len(args) > at + 1 else given.get("timeout")
            if not block:
                return None
            item = args[:1] if args else (given.get("item"),)
            call = ("get", (False,)) if method == "get" else ("put", (*item, False))
            why = "data" if method == "get" else "room"

            def unless_refused() -> Any:
                try:
                    return (original(self, *call),)
                except (queue.Empty, queue.Full) as error:
                    return error

            return (unless_refused, lambda got: type(got) is tuple, timeout, why, None)
        if method == "wait" and "is_set" in names:
            timeout = args[0] if args else given.get("timeout")
            return (lambda: original(self, "is_set"), bool, timeout, "lock", False)
        return None

    def patiently(self: Any, method: str, args: Any, kwds: Any, key: str) -> Any:
        plan = attempt(self, method, args, kwds)
        if plan is None:
            return original(self, method, args, kwds)
        call, went, timeout, why, otherwise = plan
        here = points.here()
        while True:
            here.native = True
            try:
                got = call()
            finally:
                here.native = False
            if went(got):
                return got[0] if type(got) is tuple else got
            if points.free:
                return original(self, method, args, kwds)
            if not points.blocked(why, key, timeout):
                if isinstance(got, Exception):
                    raise got
                return otherwise

    def callmethod(self: Any, methodname: str, args: Any = (), kwds: Any = {}) -> Any:  # noqa: B006
        frame = points.students(glue)
        if frame is None:
            return original(self, methodname, args, kwds)
        key = f"proxy:{self._token.id}"
        name = name_of(frame, self)
        part, target = None, name or self._token.typeid
        if methodname in _ON_ITEMS and args and "qsize" not in (self._exposed_ or ()):
            part = args[0] if type(args[0]) in (int, str) else None
            target = f"{target}[{args[0]!r}]" if type(args[0]) in (int, str) else target
        elif methodname in ("__getattribute__", "__setattr__") and args:
            part, target = str(args[0]), f"{target}.{args[0]}"
        verb, access, value = _of_proxy(self, methodname, args)
        return points.call(
            frame, verb, access, key, lambda: patiently(self, methodname, args, kwds, key),
            target=target, part=part, value=value,
            native=attempt(self, methodname, args, kwds) is None,
        )  # fmt: skip

    proxy._callmethod = callmethod


def _of_proxy(proxy: Any, method: str, args: Any) -> tuple[str, str, str]:
    """What a method of a manager's object does: verb, access, the value written."""
    names = proxy._exposed_ or ()
    if method in ("acquire", "release"):
        return "lock", method, ""
    if "qsize" in names:
        return "queue", method if method in ("put", "get") else "read", ""
    if "is_set" in names:
        access = {"wait": "wait", "set": "notify", "is_set": "read"}.get(method, "write")
        return "event", access, ""
    if method in ("wait", "wait_for", "notify", "notify_all"):
        return "condition", "wait" if method.startswith("wait") else "notify", ""
    if method == "get" and "set" in names:  # a Value
        return "value", "read", ""
    if method in _READS:
        return "value", "read", ""
    return "value", "write", show(args[-1]) if args else ""
