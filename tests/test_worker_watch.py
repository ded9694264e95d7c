"""What a worker notices about student code: replaced functions, files reached for, exceptions."""

from __future__ import annotations

import builtins
import contextlib
import importlib
import json
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.worker import confine, failures, plain, protect
from grader.worker.integrity import Snapshot


def test_nothing_is_replaced_at_first() -> None:
    assert Snapshot([]).replaced() == []


@pytest.mark.parametrize(
    ("target", "name", "told"),
    [
        (time, "sleep", "time.sleep"),
        (builtins, "len", "builtins.len"),
        (json, "dumps", "json.dumps"),
        (threading.Thread, "start", "threading.Thread.start"),
        (plain, "encode", "grader.encode"),
    ],
)
def test_a_replaced_function_is_named(
    monkeypatch: pytest.MonkeyPatch, target: object, name: str, told: str
) -> None:
    snapshot = Snapshot([plain])
    original = getattr(target, name)
    with monkeypatch.context() as patch:
        patch.setattr(target, name, lambda *a, **k: original(*a, **k))
        replaced = snapshot.replaced()
    assert told in replaced


def test_a_module_that_the_platform_lacks_is_not_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.import_module

    def without_processes(name: str) -> object:
        if name.startswith("multiprocessing"):
            raise ImportError(name)
        return real(name)

    monkeypatch.setattr(importlib, "import_module", without_processes)
    assert Snapshot([]).replaced() == []


def test_hooks_that_exist_to_be_set_may_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = Snapshot([])
    monkeypatch.setattr(threading, "excepthook", lambda args: None)
    assert snapshot.replaced() == []


def test_the_worker_does_not_see_a_rebound_builtin() -> None:
    originals = builtins.type, builtins.len
    builtins.type = lambda value: str  # type: ignore[misc, assignment]
    builtins.len = lambda value: 0  # type: ignore[assignment]
    try:
        text = plain.encode([1, {"a": 2.5}])
    finally:
        builtins.type, builtins.len = originals  # type: ignore[misc]
    assert text == '[1, {"a": 2.5}]'


WATCH = """
import os, sys
from grader.worker.protect import Watch
watch = Watch((sys.argv[1],), sys.argv[1])
watch.install()
os.chdir(os.path.dirname(sys.argv[1]))
for reach in (
    lambda: open(sys.argv[1] + "/answer.py"),
    lambda: open("./x/../secret/answer.py"),
    lambda: open(b"secret/answer.py"),
    lambda: os.listdir("secret"),
    lambda: os.open("secret/answer.py", os.O_RDONLY),
    lambda: os.symlink("secret", "link"),
):
    try:
        reach()
    except PermissionError:
        continue
    print("reached", reach)
open("secrets.txt").close()
print(len(watch.reached))
"""


def test_reaching_for_a_protected_folder_is_refused_and_noted(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "answer.py").touch()
    (tmp_path / "secrets.txt").touch()
    command = [sys.executable, "-c", WATCH, str(tmp_path / "secret")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "6\n"


def test_a_protected_folder_inside_a_readable_one_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("site/grader/suites", "site/grader/worker", "site/psutil"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.setattr(confine, "python_folders", lambda: (str(tmp_path / "site"),))
    confine.readable_paths.cache_clear()
    readable, listable = confine.readable_paths((str(tmp_path / "site/grader/suites"),))
    confine.readable_paths.cache_clear()
    inside = {p.removeprefix(str(tmp_path) + "/") for p in readable if p.startswith(str(tmp_path))}
    assert inside == {"site/psutil", "site/grader/worker"}
    assert {str(tmp_path / "site"), str(tmp_path / "site/grader")} <= set(listable)


def run_and_describe(source: str, folder: Path) -> dict[str, object]:
    path = folder / "bank.py"
    path.write_text(textwrap.dedent(source))
    try:
        exec(compile(path.read_text(), str(path), "exec"), {})
    except BaseException as error:
        return failures.describe(error, str(folder))
    raise AssertionError("nothing was raised")


def test_an_exception_is_described_by_the_students_frames(tmp_path: Path) -> None:
    found = run_and_describe(
        """\
        import json
        def f():
            json.loads("{")
        f()
        """,
        tmp_path,
    )
    assert found["type"] == "JSONDecodeError"
    assert found["frames"] == [("bank.py", 4, "<module>"), ("bank.py", 3, "f")]


def test_an_exception_whose_text_raises_is_described(tmp_path: Path) -> None:
    found = run_and_describe(
        """\
        class Odd(Exception):
            def __str__(self):
                raise KeyboardInterrupt
        raise Odd
        """,
        tmp_path,
    )
    assert (found["type"], found["message"]) == ("Odd", "")


def test_a_long_traceback_is_cut_in_the_middle(tmp_path: Path) -> None:
    found = run_and_describe("def f(): f()\nf()", tmp_path)
    assert len(found["frames"]) == 20  # type: ignore[arg-type]
    assert found["left_out"] > 100  # type: ignore[operator]


def test_what_led_to_an_exception_is_described_and_cycles_end(tmp_path: Path) -> None:
    found = run_and_describe(
        """\
        a, b = ValueError("a"), KeyError("b")
        a.__cause__, b.__cause__ = b, a
        raise a
        """,
        tmp_path,
    )
    assert [cause["type"] for cause in found["because"]] == ["KeyError"]  # type: ignore[attr-defined]


def test_the_finder_hides_the_grader_and_nothing_else() -> None:
    with pytest.raises(ModuleNotFoundError):
        protect._NoGrader.find_spec("grader.suites")
    assert protect._NoGrader.find_spec("graders") is None


# Python traces no audit hook, so what the hook does is also called by hand.


@pytest.mark.parametrize(
    ("event", "target", "refused"),
    [
        ("open", "/kit/secret/answer.py", True),
        ("open", b"/kit/secret/answer.py", True),
        ("open", "/kit/x/../secret/./answer.py", True),
        ("os.listdir", "/kit/secret", True),
        ("open", "/kit/secrets.txt", False),
        ("open", "relative.py", False),
        ("open", 3, False),
        ("os.getpid", "/kit/secret", False),
    ],
)
def test_the_hook_refuses_what_is_protected(event: str, target: object, refused: bool) -> None:
    watch = protect.Watch(("/kit/secret/",), "/folder")
    with pytest.raises(PermissionError) if refused else contextlib.nullcontext():
        watch._hook(event, (target,))
    assert len(watch.reached) == refused
    watch._hook(event, ())


def currentframe(hook: Callable[..., None]) -> None:
    """Hands a frame on, as the function of that name in `inspect` does."""
    hook("sys._getframe", ())


@pytest.mark.parametrize(
    ("file", "refused"),
    [("/folder/bank.py", True), ("<string>", True), ("/usr/lib/python3/threading.py", False)],
)
@pytest.mark.parametrize(
    "call",
    ["hook('sys._getframe', ())", "hook('object.__getattr__', (0, 'tb_frame'))", "handed(hook)"],
)
def test_the_hook_refuses_frames_to_student_code_only(file: str, call: str, refused: bool) -> None:
    watch = protect.Watch((), "/folder")
    code = compile(call, file, "exec")
    with pytest.raises(PermissionError) if refused else contextlib.nullcontext():
        exec(code, {"hook": watch._hook, "handed": currentframe})
    assert len(watch.looked) == refused


def test_a_path_that_leads_nowhere_is_taken_as_it_stands(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def gone() -> str:
        raise FileNotFoundError

    monkeypatch.setattr(protect, "_here", gone)
    assert protect._normal("a/../b") == "a/../b"
