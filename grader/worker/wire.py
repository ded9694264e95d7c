"""Frames between a worker and the grader: length, authentication code, JSON.

A frame from the worker is `length (4 bytes) + keyed BLAKE2b of number and payload + payload`.
The code makes bytes that student code pours into file descriptors recognisable: they never parse
as a reply. Requests travel without it, since the grader is the only one that holds that end.
"""

from __future__ import annotations

import builtins
import json
import socket
from _blake2 import blake2b
from typing import Any

# Functions take their builtins from here when they are made, so that a rebound `builtins.len`
# does not reach them.
globals()["__builtins__"] = dict(vars(builtins))

LENGTH = 4
CODE = 16
LIMIT = 4 * 1024 * 1024
"""The largest payload, in bytes, either way."""

CHANNEL_GONE = 71
"""Exit status of a worker that lost its channel. A hint only: student code can exit with it too."""

_scan = json.JSONDecoder().scan_once  # type: ignore[attr-defined]
_blake2b = blake2b
_from_bytes = int.from_bytes


class ChannelClosed(Exception):
    """The other end is gone."""


def seal(payload: bytes, key: bytes, number: int) -> bytes:
    """The frame for reply `number`, counted from 0."""
    code = _blake2b(number.to_bytes(8, "big") + payload, key=key, digest_size=CODE).digest()
    return len(payload).to_bytes(LENGTH, "big") + code + payload


class WorkerChannel:
    """The worker's end: takes requests, sends sealed replies."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        # Bound C methods: nothing of the `socket` module runs once student code is loaded.
        self._recv = connection.recv
        self._sendall = connection.sendall
        self._key = b""
        self._sent = 0

    def authenticate(self, key: bytes) -> None:
        self._key = key

    def receive(self) -> Any:
        """The next request. Raises ChannelClosed at the end of the channel."""
        length = _from_bytes(self._exactly(LENGTH), "big")
        text = self._exactly(length).decode("utf-8")
        return _scan(text, 0)[0]

    def send(self, payload: str) -> None:
        """Send one reply, given as JSON text. Raises ChannelClosed when that is not possible."""
        frame = seal(payload.encode("utf-8", "surrogatepass"), self._key, self._sent)
        self._sent += 1
        try:
            self._sendall(frame)
        except OSError:
            raise ChannelClosed from None

    def _exactly(self, size: int) -> bytes:
        parts = []
        while size:
            try:
                part = self._recv(min(size, 1 << 20))
            except OSError:
                raise ChannelClosed from None
            if not part:
                raise ChannelClosed
            parts.append(part)
            size -= len(part)
        return b"".join(parts)
