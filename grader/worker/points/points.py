"""Points: where a process of the student's program stops until the grader lets it go on.

This is the untrusted end of `grader.conductor`. It travels by value into every process that the
program starts, by fork, spawn or forkserver, where the kit cannot be imported: so this file and its
neighbours `shared.py` and `files.py` use the standard library and each other only.

Two questions are put to the grader. `at`: may I make this operation now? And, where an operation
would block: `blocked`, tell me when it is worth trying again. Operations are tried without
blocking first, so a process that waits for another one waits where the grader can see it.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

GO, TIMED_OUT, LIGHT, FREE = "go", "timed out", "light", "free"
"""The grader's answers. LIGHT: from now on it only wants to know who is blocked, in what order the
rest happens is all the same. FREE: nobody is to ask again."""
NEVER = -1.0
"""The timeout of what waits for ever."""
_SCENARIO = "<scenario>"
_LONGEST = 40
_LONGEST_NAME = 200


class Here:
    """What one thread of one process is doing."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.link: Any = None
        self.depth = 0
        self.native = False
        self.op: list[Any] = ["", "", "", None, "", "", "", 0]
        self.was = ""


class Points:
    """One for each process, shared by its threads. `folder` is where the program's files lie."""

    code = b""
    """This class and what it installs, pickled by value; set by the grader."""
    address: Any = None
    token = ""
    folder = ""
    free = False
    light = False

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._local = threading.local()
        self._born: list[int] = []
        self._born_pid = os.getpid()
        self.glue: set[str] = set()
        """Files of the library whose functions do nothing but call others."""
        self.woken: dict[int, int] = {}
        """Threads behind queues that something has been put for: who, and for the how-manieth
        time."""
        self.own: set[str] = set()
        """Our own files."""
        self.feeders: set[int | None] = set()
        """The threads behind queues: they sleep until something is put."""

    # -- asking ----------------------------------------------------------------------------------

    def here(self) -> Here:
        """The state of this thread. A fork copies its parent's: a child begins with its own."""
        pid = os.getpid()
        here: Here | None = getattr(self._local, "here", None)
        if here is None or here.pid != pid:
            if here is not None:
                self.feeders, self.woken = set(), {}
                if here.link is not None:
                    here.link.close()
            here = self._local.here = Here(pid)
        return here

    def ask(self, kind: str, *rest: Any) -> str:
        """Put one question and wait for the answer."""
        here = self.here()
        if self.free:
            return FREE
        try:
            self._send(here, kind, *rest)
            answer = bytearray()
            while not answer.endswith(b"\n"):
                piece = here.link.recv(1 << 12)
                if not piece:
                    raise ConnectionError
                answer += piece
        except OSError:
            self.free = True
            return FREE
        text = str(json.loads(answer))
        self.free = self.free or text == FREE
        self.light = self.light or text == LIGHT
        return text

    def tell(self, kind: str, *rest: Any) -> None:
        """Say something that needs no answer."""
        try:
            self._send(self.here(), kind, *rest)
        except OSError:
            self.free = True

    def _send(self, here: Here, kind: str, *rest: Any) -> None:
        was, here.was = here.was, ""
        threads = threading.enumerate()
        feeders = sum(thread.ident in self.feeders for thread in threads)
        woken, self.woken = list(self.woken.items()), {}
        message = [kind, self._name(), len(threads), feeders, self._newborn(), woken, was, *rest]
        if here.link is None:
            here.link = self._connect()
        here.link.sendall(json.dumps(message).encode() + b"\n")

    def _connect(self) -> Any:
        family = socket.AF_INET if isinstance(self.address, tuple) else socket.AF_UNIX
        link = socket.socket(family, socket.SOCK_STREAM)
        link.connect(self.address)
        hello = {"token": self.token, "pid": os.getpid(), "thread": threading.get_native_id()}
        link.sendall(json.dumps(hello).encode() + b"\n")
        return link

    def _name(self) -> str:
        process = sys.modules["multiprocessing.process"].current_process().name
        thread = threading.current_thread()
        if thread is threading.main_thread():
            return str(process)[:80]
        return f"{process}/{thread.name}"[:80]

    def bear(self, pid: int) -> None:
        """A child has been started, which the grader is to wait for."""
        if self._born_pid != os.getpid():
            self._born, self._born_pid = [], os.getpid()
        if pid and pid not in self._born:
            self._born.append(pid)

    def _newborn(self) -> list[int]:
        if self._born_pid != os.getpid():
            self._born, self._born_pid = [], os.getpid()
        born, self._born = self._born, []
        return born

    # -- operations ------------------------------------------------------------------------------

    def students(self, glue: set[str] | None = None, anywhere: bool = False) -> FrameType | None:
        """The frame of the program that makes this call, None when somebody else makes it, or when
        it is part of an operation that is under way.

        Thin layers of the library in between (`glue`) do not count; with `anywhere` no layer does.
        """
        if self.free or self.here().depth:
            return None
        frame: FrameType | None = sys._getframe(2)
        for _step in range(25):
            if frame is None:
                return None
            name = frame.f_code.co_filename
            if name == _SCENARIO or name.startswith(self.folder):
                return frame
            if frame.f_code.co_name in ("_bootstrap", "_bootstrap_inner"):
                return None
            if not anywhere and name not in (glue or self.glue):
                return None
            frame = frame.f_back
        return None

    def call(
        self,
        frame: FrameType | None,
        verb: str,
        access: str,
        key: str,
        function: Callable[[], Any],
        *,
        target: str = "",
        part: Any = None,
        value: str = "",
        native: bool = False,
        shows: Callable[[Any], str] | None = None,
    ) -> Any:
        """Make an operation on something shared when the grader says so.

        `native` operations block, if they do, out of the grader's sight. `shows` gives the text of
        what came out.
        """
        here = self.here()
        file, line = self.place(frame)
        part = part[:_LONGEST_NAME] if type(part) is str else part
        here.op = [verb, access, key, part, target[:_LONGEST_NAME], value, file, line]
        if not self.light:
            self.ask("at", *here.op)
        here.depth, here.native = here.depth + 1, native
        try:
            result = function()
            here.was = (shows or show)(result)
        finally:
            here.depth -= 1
        return result

    def controls(self, leaving: bool = False) -> bool:
        """Whether this thread is inside an operation whose blocking the grader has to see.

        A process that ends is seen to wait for its children and for the threads of its queues
        (`leaving`); what else it does then is the library's business.
        """
        here = self.here()
        if not here.depth or here.native or self.free:
            return False
        return leaving or here.op[0] != "exit"

    def blocked(
        self, why: str, key: str, timeout: float | None = None, moved: bool = False
    ) -> bool:
        """Wait until what failed is worth another try. False when its time is over.

        `moved` says that a part of it went this time: some bytes of a message.
        """
        seconds = NEVER if timeout is None else max(0.0, float(timeout))
        return self.ask("blocked", *self.here().op, why, key, seconds, moved) != TIMED_OUT

    def place(self, frame: FrameType | None) -> tuple[str, int]:
        if frame is None or not frame.f_code.co_filename.startswith(self.folder):
            return "", 0
        return frame.f_code.co_filename[len(self.folder) :], frame.f_lineno

    # -- into other processes --------------------------------------------------------------------

    def __reduce__(self) -> tuple[Any, ...]:
        import copyreg

        if not self.code:
            return copyreg.__newobj__, (type(self),)  # type: ignore[attr-defined]
        import cloudpickle

        names = ("code", "address", "token", "folder", "free", "light")
        return cloudpickle.loads, (self.code,), {name: getattr(self, name) for name in names}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._begin()
        if self.folder:
            self.install()

    def settle(self) -> None:
        """Take the current folder for the program's, and stand between it and what is shared."""
        self.folder = os.getcwd() + os.sep  # noqa: PTH109
        self.install()

    def begin(self, module: Any) -> None:
        """Let the main process come to its first point. `module` is the program's."""
        import builtins

        table = vars(module).get("__builtins__")
        if isinstance(table, dict):  # a module that the worker has loaded has a copy of its own
            table["open"] = builtins.open
        self.ask("at", "process", "begin", "", None, "", "", "", 0)

    def install(self) -> None:
        """Put points before what processes share; see `shared.Program`."""
        raise NotImplementedError


def show(value: Any) -> str:
    """Plain data as text, "" for whatever has code of its own."""
    plain = (int, float, bool, str, bytes)
    inner = [value]
    if type(value) in (list, tuple) and len(value) < 20:
        inner = list(value)
    elif type(value) is dict and len(value) < 20:
        inner = [*value.keys(), *value.values()]
    if any(part is not None and type(part) not in plain for part in inner):
        return ""
    text = repr(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."


def name_of(frame: FrameType | None, thing: Any, most: int = 60) -> str:
    """What the program calls `thing` at this place, "" when it has no simple name there."""
    if frame is None:
        return ""
    tables = (frame.f_locals, frame.f_globals)
    for table in tables:
        for name, value in list(table.items())[:most]:
            if value is thing and not name.startswith("__"):
                return str(name)
    for name, value in list(frame.f_locals.items())[:most]:
        try:
            inner = object.__getattribute__(value, "__dict__")
        except AttributeError:
            continue
        if type(inner) is not dict:
            continue
        for attribute, part in list(inner.items())[:most]:
            if part is thing:
                return f"{name}.get_lock()" if attribute == "_lock" else f"{name}.{attribute}"
    return ""
