"""The grader's end of a channel: takes sealed frames apart and distrusts every byte."""

from __future__ import annotations

import hmac
import json
import socket
from typing import Any

from grader.worker.wire import CODE, LENGTH, LIMIT, seal


class Forged(Exception):
    """Bytes on the channel that the worker's own code did not write."""


class Replies:
    """Collects the bytes of one channel into replies."""

    def __init__(self, connection: socket.socket, key: bytes) -> None:
        connection.setblocking(False)
        self._connection = connection
        self._key = key
        self._buffer = bytearray()
        self._taken = 0
        self.closed = False

    def fileno(self) -> int:
        return self._connection.fileno()

    def close(self) -> None:
        self._connection.close()

    def ask(self, request: dict[str, Any]) -> None:
        """Send a request. Raises OSError when the worker's end is gone."""
        payload = json.dumps(request).encode()
        self._connection.settimeout(10.0)
        try:
            self._connection.sendall(len(payload).to_bytes(LENGTH, "big") + payload)
        finally:
            self._connection.setblocking(False)

    def take(self) -> dict[str, Any] | None:
        """The next reply if it is there in full. Raises Forged."""
        while not self.closed and len(self._buffer) <= LIMIT + LENGTH + CODE:
            try:
                part = self._connection.recv(1 << 18)
            except BlockingIOError:
                break
            except OSError:
                part = b""
            if not part:
                self.closed = True
            self._buffer += part
        if len(self._buffer) < LENGTH:
            return None
        length = int.from_bytes(self._buffer[:LENGTH], "big")
        if length > LIMIT:
            raise Forged
        end = LENGTH + CODE + length
        if len(self._buffer) < end:
            return None
        frame, payload = bytes(self._buffer[:end]), bytes(self._buffer[LENGTH + CODE : end])
        if not hmac.compare_digest(frame, seal(payload, self._key, self._taken)):
            raise Forged
        self._taken += 1
        del self._buffer[:end]
        return parse(payload)

    @property
    def pending(self) -> bool:
        """Whether bytes have come that nobody asked for."""
        try:
            return self.take() is not None or bool(self._buffer)
        except Forged:
            return True


def parse(payload: bytes) -> dict[str, Any]:
    """The JSON object in `payload`. Raises Forged when it is anything else."""
    try:
        value = json.loads(payload.decode("utf-8", "surrogatepass"), object_hook=_unwrap)
    except (ValueError, TypeError, RecursionError):
        raise Forged from None
    if not isinstance(value, dict):
        raise Forged
    return value


def _unwrap(found: dict[str, Any]) -> Any:
    """The inverse of what `grader.worker.plain` wraps. Raises ValueError or TypeError
    on nonsense."""
    if len(found) == 1:
        if "__float__" in found:
            return float(found["__float__"])
        if "__dict__" in found:
            return {_key(key): value for key, value in found["__dict__"]}
    return found


def _key(key: Any) -> Any:
    return tuple(_key(part) for part in key) if isinstance(key, list) else key
