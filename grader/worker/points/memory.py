"""`Value` and `Array`, with a lock of their own or raw: ctypes objects whose fields stop."""

from __future__ import annotations

import ctypes
import functools
import os
from collections.abc import Callable
from typing import Any

from grader.worker.points.points import Points, name_of, show


def install(points: Points, mp: Any) -> None:
    """`Value` and `Array`, with a lock of their own or raw: ctypes objects whose fields stop."""

    shared = mp.sharedctypes
    original_rebuild = shared.rebuild_ctype
    made: dict[Any, Any] = {}

    def read_or_write(self: Any, access: str, part: Any, value: str, do: Callable[[], Any]) -> Any:
        frame = points.students()
        if frame is None:
            return do()
        owner = name_of(frame, self) or _name_of_wrapper(frame, self)
        target = f"{owner or 'value'}.value" if part is None else f"{owner or 'array'}[{part!r}]"
        key = f"memory:{ctypes.addressof(self)}" if not hasattr(self, "_wrapper") else _place(self)
        number = part if type(part) is int else None
        return points.call(
            frame, "value", access, key, do, target=target, part=number, value=value, native=True
        )

    def stopping(base: Any) -> Any:
        if base in made:
            return made[base]
        body: dict[str, Any] = {"_points_base": base}
        if issubclass(base, ctypes._SimpleCData):
            plain = ctypes._SimpleCData.__dict__.get("value") or base.value

            def get(self: Any) -> Any:
                return read_or_write(self, "read", None, "", lambda: plain.__get__(self))

            def put(self: Any, value: Any) -> None:
                set_to = functools.partial(plain.__set__, self, value)
                read_or_write(self, "write", None, show(value), set_to)

            body["value"] = property(get, put)
        elif issubclass(base, ctypes.Array):

            def get_item(self: Any, index: Any) -> Any:
                do = functools.partial(base.__getitem__, self, index)
                return read_or_write(self, "read", _index(self, index), "", do)

            def set_item(self: Any, index: Any, value: Any) -> None:
                do = functools.partial(base.__setitem__, self, index, value)
                read_or_write(self, "write", _index(self, index), show(value), do)

            body.update(__getitem__=get_item, __setitem__=set_item)
            body.update(_type_=base._type_, _length_=base._length_)
        else:
            return base
        made[base] = type(base.__name__, (base,), body)
        return made[base]

    def reduce_ctype(obj: Any) -> Any:
        mp.context.assert_spawning(obj)
        base, length = type(obj)._points_base, None
        if issubclass(base, ctypes.Array):
            base, length = base._type_, base._length_
        return shared.rebuild_ctype, (base, obj._wrapper, length)

    @functools.wraps(original_rebuild)
    def rebuild_ctype(type_: Any, wrapper: Any, length: int | None) -> Any:
        base = type_ * length if length is not None else type_
        base = getattr(base, "_points_base", base)
        kind = stopping(base)
        if kind is base:
            return original_rebuild(base, wrapper, None)
        mp.reduction.ForkingPickler.register(kind, reduce_ctype)
        obj = kind.from_buffer(wrapper.create_memoryview())
        obj._wrapper = wrapper
        return obj

    def whole(cls: Any) -> None:
        """Reads and writes through the wrapper: the lock is taken inside one operation."""
        names = [n for n in ("value", "raw") if isinstance(cls.__dict__.get(n), property)]
        for name in names:
            plain = cls.__dict__[name]
            setattr(cls, name, property(_reader(plain.fget), _writer(plain.fset)))
        for name, make in (("__getitem__", _reader), ("__setitem__", _writer),
                           ("__getslice__", _reader), ("__setslice__", _writer)):  # fmt: skip
            if name in cls.__dict__:
                setattr(cls, name, make(cls.__dict__[name]))

    def _reader(get: Any) -> Any:
        def read(self: Any, *index: Any) -> Any:
            return through(self, "read", index, "", functools.partial(get, self, *index))

        return read

    def _writer(put: Any) -> Any:
        def write(self: Any, *args: Any) -> None:
            do = functools.partial(put, self, *args)
            through(self, "write", args[:-1], show(args[-1]), do)

        return write

    def through(self: Any, access: str, index: tuple[Any, ...], value: str, do: Any) -> Any:
        frame = points.students()
        if frame is None:
            return do()
        name = name_of(frame, self)
        part = _index(self._obj, index[0]) if index else None
        target = f"{name or 'array'}[{index[0]!r}]" if index else f"{name or 'value'}.value"
        number = part if type(part) is int else None
        return points.call(
            frame, "value", access, _place(self._obj), do, target=target, part=number, value=value
        )

    shared.rebuild_ctype = rebuild_ctype
    shared.reduce_ctype = reduce_ctype
    for cls in (shared.Synchronized, shared.SynchronizedArray, shared.SynchronizedString):
        whole(cls)


def _index(array: Any, index: Any) -> Any:
    return index % len(array) if type(index) is int and len(array) else index


def _place(obj: Any) -> str:
    """Where a shared ctypes object lies, the same in every process."""
    wrapper = getattr(obj, "_wrapper", None)
    (arena, start, _stop), _size = wrapper._state if wrapper is not None else ((None, 0, 0), 0)
    name = getattr(arena, "name", None) or getattr(arena, "fd", -1)
    if isinstance(name, int) and name >= 0:
        status = os.fstat(name)
        name = f"{status.st_dev}.{status.st_ino}"
    return f"memory:{name}:{start}"


def _name_of_wrapper(frame: Any, obj: Any) -> str:
    for name, value in list(frame.f_locals.items())[:60]:
        if getattr(type(value), "__module__", "") == "multiprocessing.sharedctypes" and (
            getattr(value, "_obj", None) is obj
        ):
            return str(name)
    return ""
