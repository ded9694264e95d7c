"""The worker: a process that holds student code and answers the grader's requests, one by one."""

from __future__ import annotations

import base64
import builtins
import contextlib
import importlib
import os
import random
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import cloudpickle

from grader.worker import (
    answer,
    confine,
    failures,
    folder,
    integrity,
    leaving,
    lines,
    plain,
    protect,
    stackdump,
    wire,
)
from grader.worker.wire import CHANNEL_GONE, ChannelClosed, WorkerChannel

globals()["__builtins__"] = dict(vars(builtins))

_exit, _getpid = os._exit, os.getpid
_settrace, _setprofile = sys.settrace, sys.setprofile
_thread_settrace, _thread_setprofile = threading.settrace, threading.setprofile
_setswitchinterval = sys.setswitchinterval
_clock = time.perf_counter
_TemporaryFile = tempfile.TemporaryFile
_fork, _waitpid = getattr(os, "fork", None), getattr(os, "waitpid", None)
_exit_code = getattr(os, "waitstatus_to_exitcode", None)
_format_exception = traceback.format_exc
_names_of_threads: dict[int, Any] = threading._active  # type: ignore[attr-defined]


PRELOADED = (
    "ast",
    "concurrent.futures.process",
    "concurrent.futures.thread",
    "greenlet",
    "multiprocessing.connection",
    "multiprocessing.managers",
    "multiprocessing.pool",
    "multiprocessing.queues",
    "multiprocessing.resource_tracker",
    "multiprocessing.sharedctypes",
    "multiprocessing.synchronize",
    "queue",
    "resource",
    "tempfile",
    "grader.worker.explore",
    "grader.worker.stress",
)
"""What student code is likely to use and the worker needs: imported before anything forks, and
before the grader's modules are taken out of reach."""


@cache
def _clean_snapshot() -> integrity.Snapshot:
    """What everything is before any code but the kit's has run."""
    return integrity.Snapshot(
        [sys.modules[__name__], answer, failures, integrity, leaving, plain, protect, wire]
    )


def preload() -> None:
    """Import what a forked worker is to have already."""
    for name in PRELOADED:
        with contextlib.suppress(ImportError):  # not on every platform
            importlib.import_module(name)
    if explore := sys.modules.get("grader.worker.explore"):
        explore.make_ready()
    # Slow the first time, and remembered.
    _clean_snapshot()
    confine.python_folders()
    protect.resolve_imports()


def main(channel: WorkerChannel, stacks: int, parent: int = 0) -> NoReturn:
    """Serve until the grader has no more requests.

    `stacks` is the descriptor to write the threads' stacks to when asked by a signal. `parent`
    is the process to end with where the kernel does not see to that, 0 where it does.
    """
    try:
        if parent:
            confine.watch_parent(parent, CHANNEL_GONE)
        stackdump.arm(stacks)
        start = channel.receive()
        channel.authenticate(base64.b64decode(start["key"]))
        preload()
        worker = Worker(channel, start)
        worker.begin()
        while True:
            worker.serve(channel.receive())
    except ChannelClosed:
        _exit(CHANNEL_GONE)
    except BaseException:
        # Student code can make anything raise here (a signal handler, for one). Nobody takes
        # this for an answer; the text helps when the kit itself is at fault.
        try:
            sys.__stderr__.write(_format_exception())  # type: ignore[union-attr]
            sys.__stderr__.flush()  # type: ignore[union-attr]
        finally:
            _exit(70)


class Worker:
    """Requests are dictionaries with an `op`; each gets exactly one reply (but for the last)."""

    def __init__(self, channel: WorkerChannel, start: dict[str, Any]) -> None:
        self._channel = channel
        self._start = start
        self._pid = _getpid()
        self._folder: str = start["folder"]
        self._scenario: Callable[..., Any] | None = None
        self._arguments: list[Any] = []
        self._answer: answer.Answer | None = None
        self._session: Any = None
        self._rounds: Any = None
        self._coverage: Any = None
        self._isolation: list[str] = []
        self._limits: tuple[Any, ...] = ()
        self._snapshot = _clean_snapshot()
        self._watch = protect.Watch(tuple(start["protected"]), self._folder)
        explore = sys.modules.get("grader.worker.explore")
        self._new_session = getattr(explore, "Session", None)
        self._new_rounds = getattr(sys.modules.get("grader.worker.stress"), "Rounds", None)
        if explore is not None:
            explore.use_frames_of(self._watch.frame)
        self._operations: dict[str, Callable[[dict[str, Any]], str]] = {
            "prepare": self._prepare,
            "load": self._load,
            "call": self._call,
            "stress": self._stress,
            "stress.tell": self._stress_tell,
            "conduct": self._conduct,
            "explore.begin": self._explore_begin,
            "explore.search": self._explore_search,
            "explore.tell": self._explore_tell,
        }

    def begin(self) -> None:
        """Settle into the sandbox, confine the process, say so to the grader."""
        start = self._start
        os.chdir(self._folder)
        os.environ.clear()
        os.environ.update(start["environment"])
        random.seed(start["seed"])
        if start["coverage"]:
            self._coverage = lines.new(self._folder)
        limits = dict(start["confinement"])
        limits = {k: tuple(v) if isinstance(v, list) else v for k, v in limits.items()}
        self._isolation = confine.confine(confine.Confinement(**limits))
        self._limits = confine.limits_now()
        protect.clear_imports(start["kit"], self._folder)
        stackdump.pose_as_main(start["main"])
        self._watch.install()
        self._channel.send(plain.encode({"isolation": self._isolation, "pid": self._pid}))

    def serve(self, request: dict[str, Any]) -> None:
        """Answer one request. `finish` and `script` end this process instead."""
        op = request["op"]
        if op == "finish":
            leaving.leave()
        if op == "script":
            leaving.become_script(request["file"], request["arguments"])
        if self._coverage is not None:
            self._coverage.start()
        try:
            reply = self._operations[op](request)
        except BaseException as error:
            reply = self._failed_here(error)
        if _getpid() != self._pid:  # a child that student code forked has fallen through
            _exit(0)
        self._settle()
        self._channel.send(self._with_findings(reply))

    def _settle(self) -> None:
        if self._coverage is not None:
            self._coverage.stop()
        if self._start["measured"]:
            lines.keep_own()
        _settrace(None)
        _setprofile(None)
        _setswitchinterval(0.005)
        leaving.flush()

    def _with_findings(self, reply: str) -> str:
        """The reply with what was noticed beside it; `reply` is the text of a JSON object."""
        findings: dict[str, Any] = {
            "replaced": self._replaced()[:20],
            "reached": self._watch.reached[:],
            "looked": self._watch.looked[:],
            "threads": _thread_names(),
        }
        if self._coverage is not None:
            findings["covered"] = lines.covered(self._coverage, self._folder)
        return reply[:-1] + ', "findings": ' + plain.encode(findings) + "}"

    def _replaced(self) -> list[str]:
        replaced = self._snapshot.replaced()
        if self._session is not None:
            replaced += self._session.replaced()
        if confine.limits_now() != self._limits:
            replaced.append("resource.setrlimit")
        return replaced

    def _prepare(self, request: dict[str, Any]) -> str:
        """Unpack the scenario while the interpreter is still clean."""
        if request.get("start_method"):
            import multiprocessing

            multiprocessing.set_start_method(request["start_method"], force=True)
        if request.get("setup"):
            setup, arguments = cloudpickle.loads(base64.b64decode(request["setup"]))
            setup(*arguments)
            self._snapshot = self._snapshot.renewed()
        if request.get("scenario"):
            self._scenario = cloudpickle.loads(base64.b64decode(request["scenario"]))
            self._arguments = request.get("arguments", [])
        return '{"done": true}'

    def _load(self, request: dict[str, Any]) -> str:
        self._answer = answer.Answer(request["module"], self._folder + os.sep + request["file"])
        try:
            self._answer.load()
        except BaseException as error:
            return self._failed(error)
        return '{"names": ' + plain.encode(self._answer.names()) + "}"

    def _call(self, request: dict[str, Any]) -> str:
        assert self._answer is not None and self._scenario is not None
        started = _clock()
        try:
            value = self._scenario(self._answer.module, *self._arguments)
        except BaseException as error:
            return self._failed(error)
        seconds = _clock() - started
        return '{"value": ' + plain.encode(value) + ', "seconds": ' + plain.encode(seconds) + "}"

    def _stress(self, request: dict[str, Any]) -> str:
        """Many rounds with threads switched as often as possible, outcomes counted."""
        assert self._answer is not None and self._scenario is not None
        if self._new_rounds is None:
            raise RuntimeError("grader.worker.stress is not there")
        answer, scenario, arguments = self._answer, self._scenario, self._arguments
        self._rounds = self._new_rounds(
            Path(self._folder), answer.name, answer.load,
            lambda module: scenario(module, *arguments), request["seed"], request["forced"],
        )  # fmt: skip
        try:
            self._rounds.run(request["rounds"], request["seconds"])
        except BaseException as error:
            return self._failed(error)
        return str(self._rounds.reply())

    def _stress_tell(self, request: dict[str, Any]) -> str:
        return '{"story": ' + plain.encode(self._rounds.tell(request["outcome"])) + "}"

    def _conduct(self, request: dict[str, Any]) -> str:
        """The scenario in a process of its own: one run of many from the same beginning."""
        if _fork is None or _waitpid is None or _exit_code is None:
            return '{"run": ' + self._call(request) + "}"
        before = folder.Folder(self._folder)
        with _TemporaryFile() as said:
            pid = _fork()
            if pid == 0:
                self._pid = _getpid()
                reply = self._with_findings(self._call(request))
                leaving.flush()
                said.write(reply.encode())
                said.flush()
                leaving.leave()
            _, status = _waitpid(pid, 0)
            said.seek(0)
            reply = said.read().decode()
        before.restore()
        if not reply:
            return '{"exited": ' + str(_exit_code(status)) + "}"
        return '{"run": ' + reply + "}"

    def _explore_begin(self, request: dict[str, Any]) -> str:
        if self._new_session is None:
            raise RuntimeError("grader.worker.explore is not there")
        try:
            self._session = self._new_session(
                Path(self._folder), request["module"],
                cloudpickle.loads(base64.b64decode(request["scenario"])), request["sites"],
                self._arguments, request["seed"], request["late"],
            )  # fmt: skip
        except BaseException as error:
            return self._failed_in_engine(error)
        return '{"done": true}'

    def _explore_search(self, request: dict[str, Any]) -> str:
        try:
            found = self._session.search(request["schedules"], request["seconds"])
        except BaseException as error:
            return self._failed_in_engine(error)
        return '{"found": ' + plain.encode(found) + "}"

    def _explore_tell(self, request: dict[str, Any]) -> str:
        return '{"story": ' + plain.encode(self._session.tell(request["outcome"])) + "}"

    def _failed(self, error: BaseException) -> str:
        return failures.reply(failures.describe(error, self._folder))

    def _failed_here(self, error: BaseException) -> str:
        """The worker's own code failed; student code can have seen to that with a trace function,
        a signal handler, or by leaving no memory."""
        description = failures.describe(error, self._folder)
        if failures.has_frames(description) or isinstance(error, MemoryError):
            return failures.reply(description)
        return '{"kit": ' + plain.quote(_format_exception()) + "}"

    def _failed_in_engine(self, error: BaseException) -> str:
        description = failures.describe(error, self._folder)
        if not failures.has_frames(description):
            raise error
        return failures.reply(description)


def _thread_names() -> list[list[Any]]:
    """[name, daemon] of the threads that `threading` knows, but for the main one. A hint."""
    rows = []
    for thread in tuple(_names_of_threads.values()):
        name, daemon = getattr(thread, "_name", ""), getattr(thread, "_daemonic", False)
        if name != "MainThread" and type(name) is str:
            rows.append([name[:100], daemon is True])
    return rows[:100]
