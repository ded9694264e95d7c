"""The grader's end of the handed-in work: takes calls from any process, answers when told to.

A unix socket where the platform has one, else a loopback port. Who calls is read from the
credentials of the connection and of what is written on it, where the platform has them, never from
what the caller says.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import selectors
import socket
import struct
import sys
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from grader.gate import client

QUESTION_BYTES = 1 << 16
"""The longest question: a caller that sends more is cut off."""
ROUNDS = 50
"""How often one poll looks for more, so that a flood of calls cannot keep it."""
ANSWER_SECONDS = 5.0
"""How long a caller may take to accept its answer."""


@dataclass(frozen=True, slots=True)
class Caller:
    """A thread of a process that calls the work."""

    pid: int
    thread: int


@dataclass(frozen=True, slots=True)
class Request:
    """One call that waits for its answer: `args` as the program gave them (plain JSON)."""

    number: int
    caller: Caller
    args: tuple[Any, ...]


@dataclass(slots=True)
class _Link:
    connection: socket.socket
    caller: Caller | None = None
    unread: bytearray = field(default_factory=bytearray)


class Server:
    """Holds requests until `answer`. Use it as a context manager; it owns its socket's folder."""

    def __init__(self) -> None:
        self._token = secrets.token_hex(16)
        self._selector = selectors.DefaultSelector()
        self._waiting: dict[int, _Link] = {}
        self._count = 0
        self._folder, self._listener = _listen()
        self._selector.register(self._listener, selectors.EVENT_READ, None)

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Cut off everybody. May be called again."""
        for key in list((self._selector.get_map() or {}).values()):
            key.fileobj.close()  # type: ignore[union-attr]
        self._selector.close()
        if self._folder is not None:
            self._folder.cleanup()

    def fileno(self) -> int:
        """A descriptor that is readable when `poll` has something to do, -1 where there is none."""
        fileno = getattr(self._selector, "fileno", None)
        return -1 if fileno is None else int(fileno())

    @property
    def address(self) -> Any:
        """Where callers connect: the path of a unix socket, or host and port."""
        return self._listener.getsockname()

    @property
    def token(self) -> str:
        """What a caller has to know to be listened to."""
        return self._token

    def work(self, cpus: int) -> client.Work:
        """The callable to hand in. The processes that hold it believe in `cpus` CPUs (0: as is)."""
        work = client.Work()
        work.code = _code()
        work.address = self.address
        work.token = self.token
        work.cpus = cpus
        return work

    def poll(self, timeout: float) -> list[Request]:
        """The calls that have arrived; waits up to `timeout` seconds for the first."""
        arrived: list[Request] = []
        for _round in range(ROUNDS):
            ready = self._selector.select(timeout)
            if not ready:
                break
            timeout = 0
            for key, _events in ready:
                if key.data is None:
                    self._accept()
                else:
                    arrived += self._read(key.data)
        return arrived

    def answer(self, number: int, value: Any) -> None:
        """Let the caller of request `number` go on with `value`, plain JSON."""
        link = self._waiting.pop(number)
        try:
            link.connection.settimeout(ANSWER_SECONDS)
            link.connection.sendall(json.dumps(value).encode() + b"\n")
            link.connection.setblocking(False)
        except OSError:
            self._drop(link)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            connection, _address = self._listener.accept()
            connection.setblocking(False)
            self._selector.register(connection, selectors.EVENT_READ, _Link(connection))

    def _read(self, link: _Link) -> list[Request]:
        try:
            piece, writer = _receive(link.connection)
        except BlockingIOError:
            return []
        except OSError:
            piece, writer = b"", 0
        link.unread += piece
        try:
            if not piece or len(link.unread) > QUESTION_BYTES:
                raise ConnectionError
            arrived = self._requests(link)
            if writer and link.caller and writer != link.caller.pid:
                # A connection made by one process, used by another: it would seem to be parallel.
                for request in arrived:
                    del self._waiting[request.number]
                raise ConnectionError
            return arrived
        except (ValueError, TypeError, KeyError, RecursionError, ConnectionError):
            self._drop(link)
            return []

    def _requests(self, link: _Link) -> list[Request]:
        arrived = []
        while b"\n" in link.unread:
            line, _newline, link.unread = link.unread.partition(b"\n")
            message = json.loads(line)
            if link.caller is None:
                if not secrets.compare_digest(message["token"], self._token):
                    raise ConnectionError
                pid = _peer_pid(link.connection) or int(message["pid"])
                link.caller = Caller(pid, int(message["thread"]))
                continue
            self._count += 1
            self._waiting[self._count] = link
            arrived.append(Request(self._count, link.caller, _frozen(message)))
        return arrived

    def _drop(self, link: _Link) -> None:
        with contextlib.suppress(KeyError, ValueError):
            self._selector.unregister(link.connection)
        link.connection.close()


def _listen() -> tuple[tempfile.TemporaryDirectory[str] | None, socket.socket]:
    folder, listener = _listen_in_a_folder() or (None, _listen_on_a_port())
    listener.listen(512)
    listener.setblocking(False)
    return folder, listener


def _listen_in_a_folder() -> tuple[tempfile.TemporaryDirectory[str], socket.socket] | None:
    """None where there are no unix sockets, or where the path of one would be too long."""
    if not hasattr(socket, "AF_UNIX"):
        return None
    folder = tempfile.TemporaryDirectory(prefix="gate-")
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    path = Path(folder.name) / "work"
    try:
        listener.bind(str(path))
    except OSError:
        listener.close()
        folder.cleanup()
        return None
    if _tells_writers(listener):
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)  # inherited when accepted
    # Workers may run as another user; without the token nobody gets an answer.
    path.parent.chmod(0o711)
    path.chmod(0o666)
    return folder, listener


def _listen_on_a_port() -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind(("127.0.0.1", 0))
    return listener


def _receive(connection: socket.socket) -> tuple[bytes, int]:
    """What has come, and the process that wrote it as the kernel knows it, 0 where it does not
    tell: a connection can be handed to another process, what is written on it cannot."""
    if not _tells_writers(connection):
        return connection.recv(QUESTION_BYTES), 0
    size = struct.calcsize("3i")
    piece, notes, _flags, _address = connection.recvmsg(QUESTION_BYTES, socket.CMSG_SPACE(size))
    for level, kind, raw in notes:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS) and len(raw) >= size:
            return piece, int(struct.unpack("3i", raw[:size])[0])
    return piece, 0


def _tells_writers(connection: socket.socket) -> bool:
    return hasattr(socket, "SCM_CREDENTIALS") and connection.family == socket.AF_UNIX


def _peer_pid(connection: socket.socket) -> int:
    """The process at the other end as the kernel knows it, 0 where it does not tell."""
    if connection.family == socket.AF_INET:
        return 0
    if hasattr(socket, "SO_PEERCRED"):
        raw = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        return int(struct.unpack("3i", raw)[0])
    if sys.platform == "darwin":
        local, peer_pid = 0, 2  # SOL_LOCAL and LOCAL_PEERPID, which the socket module lacks
        return connection.getsockopt(local, peer_pid)
    return 0


def _frozen(value: Any) -> Any:
    """`value` with tuples for lists, so that it can name an item."""
    if isinstance(value, list):
        return tuple(_frozen(part) for part in value)
    if isinstance(value, dict):
        raise TypeError("the work takes numbers, strings and sequences of them")
    return value


@cache
def _code() -> bytes:
    """`client.Work`, pickled together with its code."""
    import cloudpickle

    cloudpickle.register_pickle_by_value(client)
    try:
        return bytes(cloudpickle.dumps(client.Work()))
    finally:
        cloudpickle.unregister_pickle_by_value(client)
