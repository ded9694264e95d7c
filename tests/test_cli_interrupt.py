"""Ctrl-C at any moment: one line, exit 130, and no process left."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from kits import REPOSITORY, Kit, plain_environment

SUITE = "grader/suites/ex01_add.py"
BODY = "    number = lab.rng.randrange(1000)\n"
PRESS_WHEN_CLICK_IS_IMPORTED = """
import os, signal, sys

class Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == "click":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Finder)
"""
WAIT = "import time, pathlib; pathlib.Path({mark!r}).touch(); time.sleep(600)"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is a console event there")


@contextlib.contextmanager
def started(kit: Kit, *args: str) -> Iterator[subprocess.Popen[bytes]]:
    """A running command line, ended for good afterwards."""
    command = [sys.executable, "-m", "grader", "--root", str(kit.root), *args]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=plain_environment(),
        cwd=kit.root,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def until(mark: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until `mark` is there: what is to be interrupted is under way."""
    while not mark.exists():
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)


def interrupted(process: subprocess.Popen[bytes]) -> None:
    """Press Ctrl-C, and demand the end that it must have."""
    family = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (out, err.decode().strip()) == (b"", "Stopped.")
    _gone, alive = psutil.wait_procs(family, timeout=30)
    assert alive == []


def test_while_a_check_thinks(kit: Kit) -> None:
    mark = kit.file("mark")
    kit.change(SUITE, BODY, f"    {WAIT.format(mark=str(mark))}\n")
    with started(kit, "ex01") as process:
        until(mark, process)
        interrupted(process)


def test_while_the_suite_is_imported(kit: Kit) -> None:
    mark = kit.file("mark")
    kit.write(SUITE, kit.file(SUITE).read_text() + "\n\n" + WAIT.format(mark=str(mark)) + "\n")
    with started(kit, "ex01") as process:
        until(mark, process)
        interrupted(process)


def test_while_the_answer_runs(kit: Kit) -> None:
    kit.write(
        "exercises/ex01_add/add.py",
        "def add(a, b):\n    while True: pass\n\n\nclass Adder: ...\n",
    )
    mark = kit.file("mark")
    touch = f"    import pathlib; pathlib.Path({str(mark)!r}).touch()\n"
    kit.change(SUITE, BODY, touch + BODY)
    with started(kit, "ex01") as process:
        until(mark, process)
        interrupted(process)


@pytest.mark.parametrize("jobs", [1, 3])
def test_while_verifying(kit: Kit, jobs: int) -> None:
    mark = kit.file("mark")
    kit.change(SUITE, BODY, f"    {WAIT.format(mark=str(mark))}\n")
    with started(kit, "verify", "ex01", "--format", "json", "--jobs", str(jobs)) as process:
        until(mark, process)
        interrupted(process)


def test_while_the_jobs_of_verify_start(kit: Kit) -> None:
    """As a terminal does it: the whole process group is interrupted."""
    with started(kit, "verify", "ex01", "--format", "json", "--jobs", "4") as process:
        verifier = psutil.Process(process.pid)
        while len(verifier.children()) < 3:
            assert process.poll() is None, process.communicate()
            time.sleep(0.001)
        family = verifier.children(recursive=True)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out, err.strip()) == (130, b"", b"Stopped.")
        _gone, alive = psutil.wait_procs(family, timeout=30)
        assert alive == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a job would end its case first")
def test_a_killed_verify_leaves_no_process(kit: Kit) -> None:
    mark = kit.file("mark")
    kit.change(SUITE, BODY, f"    {WAIT.format(mark=str(mark))}\n")
    with started(kit, "verify", "ex01", "--jobs", "2") as process:
        until(mark, process)
        family = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        _gone, alive = psutil.wait_procs(family, timeout=30)
        assert alive == []


def test_before_the_command_line_is_even_loaded(tmp_path: Path) -> None:
    """`sitecustomize` sends the signal as soon as click is imported."""
    (tmp_path / "sitecustomize.py").write_text(PRESS_WHEN_CLICK_IS_IMPORTED)
    path = f"{tmp_path}:{REPOSITORY}"
    done = subprocess.run(
        [sys.executable, "-m", "grader"],
        capture_output=True,
        env=plain_environment(PYTHONPATH=path),
        timeout=60,
        cwd=tmp_path,
    )
    assert (done.returncode, done.stdout) == (130, b"")
    assert b"Traceback" not in done.stderr
