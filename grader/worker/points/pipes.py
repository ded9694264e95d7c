"""Connections: reading waits for data, writing for room in the pipe."""

from __future__ import annotations

import functools
import io
import os
import select
import sys
from typing import Any

from grader.worker.points.points import Points, name_of, show

_MOST = 1 << 16
_CHUNK = 4096
"""What a pipe takes without blocking when it says that it takes anything (a page)."""


def install(points: Points, mp: Any) -> None:
    """Connections: reading waits for data, writing for room in the pipe."""
    connection = mp.connection
    cls = getattr(connection, "Connection", None)
    if cls is None or sys.platform == "win32":
        return
    original_send, original_recv, original_wait = cls._send, cls._recv, connection.wait

    def send(self: Any, buf: Any, *_: Any) -> None:
        if not points.controls():
            original_send(self, buf)
            return
        view, moved = memoryview(buf), False
        while len(view):
            while not _ready(self._handle, select.POLLOUT):
                points.blocked("room", key_of_pipe(self._handle), moved=moved)
                moved = False
                if points.free:
                    original_send(self, view)
                    return
            view, moved = view[os.write(self._handle, view[:_CHUNK]) :], True

    def recv(self: Any, size: int, *_: Any) -> Any:
        if not points.controls():
            return original_recv(self, size)
        got, moved = io.BytesIO(), False
        while (left := size - got.tell()) > 0:
            while not points.free and not _ready(self._handle, select.POLLIN):
                points.blocked("data", key_of_pipe(self._handle), moved=moved)
                moved = False
            piece = os.read(self._handle, min(left, _MOST))
            if not piece:
                raise EOFError if not got.tell() else OSError("got end of file during message")
            moved = got.write(piece) > 0
        return got

    def wait(object_list: Any, timeout: float | None = None) -> Any:
        objects = list(object_list)
        frame = points.students()
        key = "pipes:" + ",".join(key_of_pipe(_descriptor(o)) for o in objects[:20])
        if frame is not None:
            return points.call(
                frame, "pipe", "wait", key, lambda: patient(objects, timeout, key)
            )  # fmt: skip
        return (
            patient(objects, timeout, key) if points.controls() else original_wait(objects, timeout)
        )

    def patient(objects: list[Any], timeout: float | None, key: str) -> Any:
        while not (ready := original_wait(objects, 0)):
            if timeout is not None and timeout <= 0:
                return ready
            if not points.blocked("data", key, timeout):
                return original_wait(objects, 0)
            if points.free:
                return original_wait(objects, timeout)
        return ready

    def put_before(method: str, access: str) -> None:
        original = getattr(cls, method)

        @functools.wraps(original)
        def operation(self: Any, *args: Any, **kwds: Any) -> Any:
            frame = points.students(points.own)
            if frame is None:
                return original(self, *args, **kwds)
            value = show(args[0]) if access == "put" and args else ""
            return points.call(
                frame, "pipe", access, key_of_pipe(self._handle),
                lambda: original(self, *args, **kwds), target=name_of(frame, self), value=value,
            )  # fmt: skip

        setattr(cls, method, operation)

    cls._send, cls._recv, connection.wait = send, recv, wait
    for method, access in (("send", "put"), ("send_bytes", "put"), ("recv", "get"),
                           ("recv_bytes", "get"), ("poll", "read")):  # fmt: skip
        put_before(method, access)


def _ready(descriptor: int, what: int) -> bool:
    poll = select.poll()
    poll.register(descriptor, what)
    return bool(poll.poll(0))


def _descriptor(thing: Any) -> int:
    return thing if isinstance(thing, int) else int(thing.fileno())


def key_of_pipe(descriptor: Any) -> str:
    try:
        return f"pipe:{os.fstat(descriptor).st_ino}"
    except (OSError, TypeError):
        return "pipe:"
