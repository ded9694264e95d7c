"""Handed-in work that runs freely and keeps account of the CPU time that it takes.

It is laid beside the submission as a file of its own, so that it travels by its name: a message
with the work in it is as small as one with a function of the student's. So this file uses the
standard library only.

Each thread of each process has a small file with what it has spent so far, which outlives it
however it ends. The first call of a process waits until the grader says that everybody is there.
"""

from __future__ import annotations

import base64
import json
import mmap
import os
import socket
import struct
import threading
from collections.abc import Callable
from pathlib import Path
from time import thread_time
from typing import Any

HERE = Path(__file__).parent
SETTINGS = "measured_work.json"
ACCOUNTS = "measured_seconds"
ACCOUNT = struct.Struct("dq")
"""CPU seconds inside the work, and the number of calls."""


class Metered:
    """Calls the work, measured."""

    def __call__(self, *args: Any) -> Any:
        meter = _meter()
        began = thread_time()
        value = meter.function(*args)
        meter.add(thread_time() - began)
        return value


class _Meter:
    """The account of one thread of one process."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self._seconds = 0.0
        self._calls = 0
        folder = HERE / ACCOUNTS
        folder.mkdir(exist_ok=True)
        with (folder / f"{os.getpid()}-{threading.get_native_id()}").open("w+b") as file:
            file.write(bytes(ACCOUNT.size))
            file.flush()
            self._account = mmap.mmap(file.fileno(), ACCOUNT.size)

    def add(self, seconds: float) -> None:
        self._seconds += seconds
        self._calls += 1
        ACCOUNT.pack_into(self._account, 0, self._seconds, self._calls)


_meters: dict[tuple[int, int], _Meter] = {}
_functions: dict[int, Callable[..., Any]] = {}
_lock = threading.Lock()


def _new_lock() -> None:
    """In a forked child: another thread may have held the lock at the moment of the fork."""
    global _lock
    _lock = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_new_lock)


def _meter() -> _Meter:
    here = (os.getpid(), threading.get_ident())
    if here not in _meters:
        _meters[here] = _Meter(_function(here[0]))
    return _meters[here]


def _function(pid: int) -> Callable[..., Any]:
    """The work, once this process has been let go."""
    with _lock:
        if pid not in _functions:
            import cloudpickle

            settings = json.loads((HERE / SETTINGS).read_text())
            function = cloudpickle.loads(base64.b64decode(settings["function"]))
            _wait_for_the_others(settings["address"], settings["token"])
            _functions[pid] = function
        return _functions[pid]


def _wait_for_the_others(address: Any, token: str) -> None:
    family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as link:
        link.connect(address if isinstance(address, str) else tuple(address))
        hello = {"token": token, "pid": os.getpid(), "thread": threading.get_native_id()}
        link.sendall(json.dumps(hello).encode() + b'\n["ready"]\n')
        if not link.recv(1):
            raise ConnectionError("the work is no longer available: the grading has ended")
