"""Student code that ends, floods, forges, kills, forks or hides earns a diagnosis, and nothing of
it is left. Each case runs in a forked worker and in a fresh interpreter."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from labs import call_f, lab_for, processes_left, rejection

from grader.lab import session
from grader.lab.session import Session
from grader.result import Kind
from grader.supervisor import Order, Supervisor, WorkerLimits


@pytest.fixture(scope="module", params=["forked", "fresh"])
def supervisor(request: pytest.FixtureRequest) -> Iterator[Supervisor]:
    with Supervisor(fork=request.param == "forked") as one:
        yield one
    assert one.alive() == []


@pytest.fixture(autouse=True)
def nothing_is_left(supervisor: Supervisor) -> Iterator[None]:
    yield
    assert processes_left(supervisor) == []


@pytest.fixture
def sandboxes(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary directories are made meanwhile: a path short enough for unix sockets."""
    with tempfile.TemporaryDirectory(prefix="s-") as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield Path(folder)


SOURCES = {
    "os._exit in the function": (Kind.KILLED, "import os\ndef f(): os._exit(0)"),
    "os._exit from atexit does no harm": (
        None,
        "import atexit, os\ndef f(): atexit.register(os._exit, 0)",
    ),
    "sys.exit in the function": (Kind.EXCEPTION, "def f(): raise SystemExit(0)"),
    "a BaseException": (Kind.EXCEPTION, "def f(): raise BaseException('x')"),
    "abort": (Kind.KILLED, "import os\ndef f(): os.abort()"),
    "every descriptor closed": (
        Kind.TAMPERING,
        "import os\ndef f(): os.closerange(0, 4096)",
    ),
    "a frame forged on every descriptor": (
        Kind.TAMPERING,
        """\
        import os
        def f():
            for fd in range(3, 200):
                try: os.write(fd, b'\\0\\0\\0\\x0b' + b'x' * 16 + b'{"value":1}')
                except OSError: pass
        """,
    ),
    "every descriptor flooded": (
        Kind.TAMPERING,
        """\
        import os
        def f():
            while True:
                for fd in range(3, 60):
                    try:
                        os.set_blocking(fd, False)
                        os.write(fd, b'\\xff' * 65536)
                    except OSError: pass
        """,
    ),
    "time.sleep replaced": (Kind.TAMPERING, "import time\ntime.sleep = print\ndef f(): pass"),
    "json replaced": (
        Kind.TAMPERING,
        "import json\njson.dumps = json.loads = lambda *a, **k: '1'\ndef f(): pass",
    ),
    "builtins replaced": (
        Kind.TAMPERING,
        "import builtins\nbuiltins.len = builtins.type = lambda *a: 1\ndef f(): return [1]",
    ),
    "os.cpu_count replaced": (Kind.TAMPERING, "import os\nos.cpu_count = lambda: 4\ndef f(): 0"),
    "a module replaced": (
        Kind.TAMPERING,
        "import sys, types\nsys.modules['time'] = types.ModuleType('time')\ndef f(): pass",
    ),
    "a thread class replaced": (
        Kind.TAMPERING,
        "import threading\nthreading.Thread.start = threading.Thread.run\ndef f(): pass",
    ),
    "an object equal to everything": (
        None,
        "class A:\n    def __eq__(self, o): return True\ndef f(): return A()",
    ),
    "the group killed": (Kind.KILLED, "import os\ndef f(): os.killpg(0, 9)"),
    "a fork that falls through": (
        None,
        "import os, time\ndef f():\n    os.fork()\n    return 1",
    ),
    "SIGTERM and SIGALRM ignored": (
        Kind.NEVER_ENDS,
        """\
        import signal
        def f():
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            signal.signal(signal.SIGALRM, signal.SIG_IGN)
            while True: pass
        """,
    ),
    "everything caught": (
        Kind.NEVER_ENDS,
        """\
        import time
        def f():
            while True:
                try:
                    while True: time.sleep(1)
                except BaseException: pass
        """,
    ),
    "an alarm that raises later": (
        Kind.EXCEPTION,
        """\
        import signal, time
        def late(*a): raise RuntimeError("late")
        def f():
            signal.signal(signal.SIGALRM, late)
            signal.setitimer(signal.ITIMER_REAL, 0.01)
            time.sleep(60)
        """,
    ),
    "a child left sleeping": (
        Kind.LEAKED_PROCESS,
        "import subprocess\ndef f(): subprocess.Popen(['sleep', '600'])",
    ),
    "a survivor that has left the session twice": (
        Kind.LEAKED_PROCESS,
        """\
        import os, signal, time
        def f():
            if os.fork() == 0:
                os.setsid()
                for name in ("SIGTERM", "SIGHUP"):
                    signal.signal(getattr(signal, name), signal.SIG_IGN)
                if os.fork() == 0:
                    os.setsid()
                    time.sleep(600)
                time.sleep(0.2)
                os._exit(0)
        """,
    ),
    "a child process that is never joined": (
        Kind.LEAKED_PROCESS,
        """\
        import multiprocessing, time
        def f(): multiprocessing.get_context("fork").Process(target=time.sleep, args=(600,)).start()
        """,
    ),
    "a thread that never ends": (
        Kind.LEAKED_THREAD,
        "import threading\ndef f(): threading.Thread(target=threading.Event().wait).start()",
    ),
    "endless output": (Kind.KILLED, "def f():\n    while True: print('x' * 1000)"),
    "the disk filled": (
        Kind.KILLED,
        """\
        def f():
            n = 0
            while True:
                n += 1
                with open(f"file{n}", "wb") as file:
                    file.write(b"x" * (16 << 20))
        """,
    ),
    "a tree too deep to remove": (
        None,
        """\
        import os
        def f():
            for _ in range(1200):
                os.mkdir("deep")
                os.chdir("deep")
            os.chmod(".", 0)
        """,
    ),
}


@pytest.mark.parametrize("name", SOURCES)
def test_it_is_told_apart_and_nothing_is_left(
    supervisor: Supervisor, sandboxes: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    kind, source = SOURCES[name]
    lab = lab_for(supervisor, source)
    if kind is None:
        lab.run(call_f, deadline=10.0)
    else:
        if kind in (Kind.LEAKED_PROCESS, Kind.LEAKED_THREAD):
            # They stay for ten minutes: a short time to leave in is long enough.
            monkeypatch.setattr(Session.finish, "__defaults__", (0.5,))
            short = partial(Order, limits=WorkerLimits(grace=0.5))
            monkeypatch.setattr(session, "Order", short)
        deadline = 1.0 if kind is Kind.NEVER_ENDS else 20.0
        diagnosis = rejection(lab.run, call_f, deadline=deadline)
        assert diagnosis.kind is kind, diagnosis
    assert list(sandboxes.iterdir()) == []


def test_the_next_run_is_not_disturbed(supervisor: Supervisor) -> None:
    rejection(lab_for(supervisor, "import os\ndef f(): os.killpg(0, 9)").run, call_f)
    assert lab_for(supervisor, "def f(): return 1").run(call_f).value == 1


def test_lying_objects_arrive_by_name(supervisor: Supervisor) -> None:
    lab = lab_for(
        supervisor,
        """\
        class Number(int):
            def __eq__(self, other): return True
            __hash__ = int.__hash__
        def f(): return [Number(3), "x" * 10**9, float("nan")]
        """,
    )
    value = lab.run(call_f, deadline=20.0).value
    assert value[:2] == [{"__object__": "Number"}, {"__object__": "str of 1000000000 characters"}]


def test_the_answers_folders_cannot_be_read(supervisor: Supervisor) -> None:
    root = Path(__file__).resolve().parents[1]
    for target in ("grader/suites", "tests/labs.py", "tests"):
        source = f"import os\ndef f(): return open({str(root / target)!r}).read()"
        assert rejection(lab_for(supervisor, source).run, call_f).kind is Kind.TAMPERING


def test_programs_that_student_code_starts_cannot_read_them_either(supervisor: Supervisor) -> None:
    if not any("landlock" in name for name in supervisor.isolation):
        return  # nothing but the audit hook guards them there, and it does not reach this far
    lab = lab_for(
        supervisor,
        f"""\
        import subprocess
        def f():
            done = subprocess.run(["cat", {str(Path(__file__).resolve())!r}], capture_output=True)
            return [done.returncode, done.stdout.decode()]
        """,
    )
    assert lab.run(call_f).value == [1, ""]


def test_the_grader_can_neither_be_signalled_nor_read(supervisor: Supervisor) -> None:
    import os

    if not any("landlock" in name for name in supervisor.isolation):
        return
    lab = lab_for(
        supervisor,
        """\
        import os, signal
        def attempt(what):
            try: what()
            except OSError as error: return type(error).__name__
            return "done"
        def f(pids):
            return [
                [
                    attempt(lambda: os.kill(pid, signal.SIGCONT)),
                    attempt(lambda: open(f"/proc/{pid}/mem", "rb").close()),
                    attempt(lambda: os.readlink(f"/proc/{pid}/fd/0")),
                ]
                for pid in [*pids, os.getppid()]
            ]
        """,
    )
    pids = [os.getpid(), *([supervisor.pid] if supervisor.pid else [])]
    assert lab.run(call_f, pids).value == [["PermissionError"] * 3] * (len(pids) + 1)


def test_the_grader_is_not_there_to_import(supervisor: Supervisor) -> None:
    lab = lab_for(
        supervisor,
        """\
        import sys
        def f():
            try: import grader
            except ImportError: pass
            else: return "imported"
            return [n for n in sys.modules if n.startswith("grader")]
        """,
    )
    assert lab.run(call_f).value == []


def test_a_memory_bomb_is_ended(supervisor: Supervisor) -> None:
    lab = lab_for(
        supervisor,
        "def f():\n    kept = []\n    while True: kept.append(bytearray(b'x') * (32 << 20))",
    )
    diagnosis = rejection(lab.run, call_f, deadline=30.0)
    assert diagnosis.kind in (Kind.KILLED, Kind.EXCEPTION)
    assert "memory" in (diagnosis.summary + diagnosis.detail).lower()


def test_modules_named_like_the_standard_library_are_not_found_first(
    supervisor: Supervisor,
) -> None:
    lab = lab_for(
        supervisor,
        """\
        for name in ("threading", "json", "sitecustomize", "pytest"):
            open(name + ".py", "w").write("print('shadowed')")
        import json, threading, subprocess, sys
        def f(): return threading.__name__
        """,
    )
    run = lab.run(call_f)
    assert (run.value, run.stdout) == ("threading", "")
