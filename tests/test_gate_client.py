"""The handed-in work: it travels by value, and nobody can speak for somebody else."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.gate import server as servers
from grader.gate.client import Work, believe_in
from grader.gate.server import Request, Server

SECONDS = 60.0
"""How long a test waits for something that is bound to happen."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


def next_requests(server: Server, n: int) -> list[Request]:
    """The next `n` calls, held."""
    found: list[Request] = []
    limit = time.monotonic() + SECONDS
    while len(found) < n and time.monotonic() < limit:
        found += server.poll(0.05)
    assert len(found) == n
    return found


@contextlib.contextmanager
def in_thread(function: Callable[[], Any]) -> Iterator[list[Any]]:
    """Run `function` in a thread; at the end of the block its result is in the list."""
    results: list[Any] = []
    thread = threading.Thread(target=lambda: results.append(function()))
    thread.start()
    try:
        yield results
    finally:
        thread.join(SECONDS)


def python(code: str, blob: bytes) -> subprocess.Popen[bytes]:
    """An interpreter in which the kit cannot be imported, with `work` unpickled from `blob`."""
    head = f"import pickle, sys; sys.modules['grader'] = None; work = pickle.loads({blob!r})\n"
    return subprocess.Popen([sys.executable, "-I", "-c", head + code], stdout=subprocess.PIPE)


def test_a_call_is_held_until_it_is_answered(server: Server) -> None:
    work = server.work(0)
    with in_thread(lambda: work(3, "a")) as results:
        (request,) = next_requests(server, 1)
        assert request.args == (3, "a")
        assert not results
        server.answer(request.number, [1, {"two": 2.5}])
    assert results == [[1, {"two": 2.5}]]


def test_it_works_in_a_process_that_cannot_import_the_kit_and_tells_it_how_many_cpus(
    server: Server,
) -> None:
    code = (
        "import os, multiprocessing\n"
        "print(work(5), os.cpu_count(), multiprocessing.cpu_count())\n"
        "print(len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else 13)\n"
        "again = pickle.loads(pickle.dumps(work))\n"
        "print(again(6))\n"
    )
    with python(code, pickle.dumps(server.work(13))) as child:
        for answer in (50, 60):
            (request,) = next_requests(server, 1)
            assert request.caller.pid == child.pid
            server.answer(request.number, answer)
        assert child.stdout is not None
        lines = child.stdout.read().decode().split("\n")
    assert lines[:3] == ["50 13 13", "13", "60"]


def test_every_thread_has_a_connection_of_its_own(server: Server) -> None:
    work = server.work(0)
    with in_thread(lambda: work(1)), in_thread(lambda: work(2)):
        requests = next_requests(server, 2)
        for request in requests:
            server.answer(request.number, None)
    assert len({request.caller.thread for request in requests}) == 2
    assert {request.caller.pid for request in requests} == {os.getpid()}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_child_does_not_speak_on_its_parents_connection(server: Server) -> None:
    code = (
        "import os\n"
        "print(work(1), flush=True)\n"
        "if os.fork() == 0:\n    work(2); os._exit(0)\n"
        "os.wait(); print(work(3))\n"
    )
    with python(code, pickle.dumps(server.work(0))) as child:
        callers = []
        for _turn in range(3):
            (request,) = next_requests(server, 1)
            callers.append(request.caller)
            server.answer(request.number, 0)
    assert callers[0] == callers[2]
    assert callers[0].pid == child.pid
    assert callers[1].pid not in (child.pid, 0)


def test_work_with_arguments_given_in_advance_reads_like_a_file(server: Server) -> None:
    text = server.work(0).at("a.txt")
    with in_thread(lambda: pickle.loads(pickle.dumps(text)).read()) as results:
        (request,) = next_requests(server, 1)
        server.answer(request.number, "words")
    assert request.args == ("a.txt",)
    assert results == ["words"]


def test_when_the_gate_has_closed_a_call_raises(server: Server) -> None:
    work = server.work(0)
    errors: list[BaseException] = []

    def call() -> None:
        try:
            work(1)
        except OSError as error:
            errors.append(error)

    with in_thread(call):
        next_requests(server, 1)
        server.close()
    assert len(errors) == 1


def raw(server: Server, *lines: bytes) -> socket.socket:
    """A connection on which somebody writes `lines` by hand."""
    address = server.work(0).address
    family = socket.AF_INET if isinstance(address, tuple) else socket.AF_UNIX
    connection = socket.socket(family, socket.SOCK_STREAM)
    connection.connect(address)
    for line in lines:
        with contextlib.suppress(OSError):
            connection.sendall(line)
    return connection


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"not json\n",
        b"[]\n",
        b"{}\n",
        b'{"token": "wrong", "pid": 1, "thread": 1}\n',
        b'{"token": 5, "pid": 1, "thread": 1}\n',
        b"[" * 60_000 + b"\n",
        b"x" * 200_000,
    ],
    ids=lambda line: line[:20].decode(),
)
def test_whoever_does_not_know_how_to_ask_is_cut_off(server: Server, line: bytes) -> None:
    with raw(server, line) as connection:
        connection.settimeout(SECONDS)
        for _turn in range(3):
            assert server.poll(0.02) == []
        # A reset: cut off before everything was read.
        with contextlib.suppress(ConnectionResetError):
            assert connection.recv(100) == b""


def test_a_question_that_names_no_item_is_cut_off(server: Server) -> None:
    hello = {"token": server.work(0).token, "pid": 1, "thread": 1}
    with raw(server, json.dumps(hello).encode() + b'\n[{"a": 1}]\n') as connection:
        connection.settimeout(SECONDS)
        for _turn in range(3):
            assert server.poll(0.02) == []
        assert connection.recv(100) == b""


@pytest.mark.skipif(not hasattr(socket, "SO_PEERCRED"), reason="needs peer credentials")
def test_a_forged_pid_is_not_believed(server: Server) -> None:
    hello = {"token": server.work(0).token, "pid": 1, "thread": 1}
    with raw(server, json.dumps(hello).encode() + b"\n[1]\n"):
        (request,) = next_requests(server, 1)
    assert request.caller.pid == os.getpid()


def test_where_no_unix_socket_can_be_made_a_port_is_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    deep = tmp_path / ("x" * 120)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    with Server() as server, in_thread(lambda: server.work(0)(1)) as results:
        (request,) = next_requests(server, 1)
        server.answer(request.number, 2)
    assert request.caller.pid == os.getpid()
    assert results == [2]
    assert list(deep.iterdir()) == []


def test_answering_somebody_who_has_gone_is_no_error(server: Server) -> None:
    hello = {"token": server.work(0).token, "pid": 1, "thread": 1}
    with raw(server, json.dumps(hello).encode() + b"\n[1]\n"):
        (request,) = next_requests(server, 1)
    server.answer(request.number, "x" * 1_000_000)


def test_no_cpus_means_that_the_real_ones_are_told() -> None:
    real = os.cpu_count()
    believe_in(0)
    assert os.cpu_count() == real
    Work().__setstate__({"cpus": 0})
    assert os.cpu_count() == real


def test_where_there_are_no_unix_sockets_a_port_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(socket, "AF_UNIX")
    with Server() as server:
        assert isinstance(server.work(0).address, tuple)


class Connection:
    """What the server asks of a connection, answered as other systems do."""

    family = -1

    def __init__(self, *received: bytes | OSError) -> None:
        self._received = iter(received)
        self.closed = False

    def recv(self, _most: int) -> bytes:
        piece = next(self._received)
        if isinstance(piece, OSError):
            raise piece
        return piece

    def getsockopt(self, level: int, option: int) -> int:
        return 77 if (level, option) == (0, 2) else 0

    def close(self) -> None:
        self.closed = True


def test_the_other_end_is_known_as_well_as_the_system_tells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(socket, "SO_PEERCRED", raising=False)
    for system, pid in (("darwin", 77), ("win32", 0)):
        monkeypatch.setattr(sys, "platform", system)
        assert servers._peer_pid(Connection()) == pid  # type: ignore[arg-type]


def test_a_connection_with_nothing_to_say_is_kept_and_a_broken_one_is_dropped(
    server: Server,
) -> None:
    connection = Connection(BlockingIOError(), ConnectionResetError())
    link = servers._Link(connection)  # type: ignore[arg-type]
    assert server._read(link) == []
    assert not connection.closed
    assert server._read(link) == []
    assert connection.closed


@pytest.mark.skipif(not hasattr(socket, "SCM_CREDENTIALS"), reason="the kernel does not say")
def test_a_connection_used_by_another_process_than_made_it_is_cut_off(server: Server) -> None:
    work = server.work(0)
    ours, theirs = socket.socketpair()
    code = (
        "import json, os, socket\n"
        f"end = socket.socket(fileno={theirs.fileno()})\n"
        "link = work._link()\n"
        "link.sendall(b'[1]' + bytes([10]))\n"
        "socket.send_fds(end, [b'.'], [link.fileno()])\n"
        "end.recv(1)\n"
    )
    head = f"import pickle; work = pickle.loads({pickle.dumps(work)!r})\n"
    with subprocess.Popen(
        [sys.executable, "-I", "-c", head + code], pass_fds=[theirs.fileno()]
    ) as maker:
        (request,) = next_requests(server, 1)
        assert request.caller.pid == maker.pid
        _data, [descriptor], _flags, _address = socket.recv_fds(ours, 1, 1)
        with socket.socket(fileno=descriptor) as borrowed:
            borrowed.sendall(b"[2]\n")
            assert server.poll(SECONDS) == []
            borrowed.settimeout(SECONDS)
            assert borrowed.recv(1) == b""
        ours.sendall(b".")
    ours.close()
    theirs.close()
