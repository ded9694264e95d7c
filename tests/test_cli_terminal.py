"""What a terminal shows that a pipe does not: progress, while a grading runs."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from kits import Kit, plain_environment

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals on this platform")


def run_in_terminal(kit: Kit, *args: str, **environment: str) -> tuple[int, bytes, str]:
    """The exit status, stdout (a pipe) and what a terminal on stderr was shown."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "grader", "--root", str(kit.root), *args],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=plain_environment(**{"TERM": "xterm", **environment}),
        cwd=kit.root,
    ) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                shown += os.read(ours, 65536)
            except OSError:  # the other end was closed: the grader has ended
                break
        assert process.stdout is not None
        out = process.stdout.read()
    os.close(ours)
    return process.returncode, out, shown.decode()


def test_a_terminal_is_told_which_check_runs(kit: Kit) -> None:
    status, out, shown = run_in_terminal(kit, "ex01", "--json")
    assert status == 1
    assert out.startswith(b"{")
    assert "ex01  Adding" in shown


def test_a_terminal_is_told_how_far_a_proof_is(kit: Kit) -> None:
    status, out, shown = run_in_terminal(kit, "verify", "ex02", "--format", "json")
    assert status == 1
    assert out.startswith(b"{")
    assert "ex02  reference" in shown


def test_a_dumb_terminal_is_left_alone(kit: Kit) -> None:
    _status, _out, shown = run_in_terminal(kit, "ex01", TERM="dumb")
    assert shown == ""


def test_a_pipe_gets_no_progress(kit: Kit) -> None:
    assert kit.run("ex01").err == ""
