"""How a worker ends: as an interpreter does, or by becoming the submission run as a script."""

from __future__ import annotations

import atexit
import builtins
import os
import signal
import sys
import threading
from typing import NoReturn

from grader.worker import stackdump

globals()["__builtins__"] = dict(vars(builtins))

_exit = os._exit
# What the interpreter itself calls at its end, in this order.
_join_threads = threading._shutdown  # type: ignore[attr-defined]
_run_exit_functions = atexit._run_exitfuncs


def leave() -> NoReturn:
    """Wait for threads, run exit functions, flush, end."""
    try:
        _join_threads()
        _run_exit_functions()
        flush()
    finally:
        _exit(0)


def flush() -> None:
    """Write out what `print` has buffered; streams of the student's making may do as they like."""
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        try:  # noqa: SIM105 (contextlib is within reach of student code)
            stream.flush()  # type: ignore[union-attr]
        except BaseException:
            pass


def become_script(file: str, arguments: list[str]) -> NoReturn:
    """Become `python FILE ARGUMENTS`; where a process cannot, run it and pass on its status.

    As on a terminal, what is printed is there at once: output is watched while the script runs.
    """
    os.environ["PYTHONUNBUFFERED"] = "1"
    command = [sys.executable, "-s", "-B", file, *arguments]
    if os.name == "posix":
        _default_signals()
        os.execve(sys.executable, command, dict(os.environ))
    import subprocess

    _exit(subprocess.call(command))


def _default_signals() -> None:
    """What a shell's child starts with: Python itself ignores a few."""
    for name in ("SIGPIPE", "SIGXFSZ", "SIGXFZ"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    stackdump.disarm()
