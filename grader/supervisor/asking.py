"""Asks the processes of a worker's tree what their threads are doing, one after the other.

All of them answer into the same file, so each has its turn, and what is new there is its answer.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from grader.supervisor.sandbox import Sandbox
from grader.supervisor.stacks import Stack, parse
from grader.worker.stackdump import stack_signal

_MOST = 16
"""Processes that are asked: who reads the answer has seen enough by then."""
_MOST_BYTES = 1 << 18
_PAUSE = 0.01
_PATIENCE = 1.0
"""Seconds for one process; all together get three times as many."""


def stacks(worker: int, others: Iterable[int], sandbox: Sandbox) -> tuple[Stack, ...]:
    """What the threads of `worker` and of the `others`, its descendants, are doing.

    Who has not been prepared for the question is left out: it would die of it.
    """
    number = stack_signal()
    limit = time.monotonic() + 3 * _PATIENCE
    found: list[Stack] = []
    for process, pid in enumerate([worker, *others][:_MOST]):
        if number and (process == 0 or _catches(pid, number)) and time.monotonic() < limit:
            running = _running(pid)
            found += parse(_answer(pid, number, sandbox), process, pid, running)
    return tuple(found)


def _answer(pid: int, number: int, sandbox: Sandbox) -> str:
    begin = os.fstat(sandbox.stacks.fileno()).st_size
    with contextlib.suppress(OSError):
        os.kill(pid, number)
    limit = time.monotonic() + _PATIENCE
    before, text, turn = "", "", 0
    while time.monotonic() < limit:
        time.sleep(_PAUSE)
        turn += 1
        text = sandbox.text(sandbox.stacks, _MOST_BYTES, begin)
        # The names come last, if the main thread can still write them.
        if text and text == before and ("\nName " in text or turn > 10):
            break
        before = text
    return text


def _catches(pid: int, number: int) -> bool:
    """Whether a process has a handler for the signal. Only Linux tells."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        return bool(int(status.partition("SigCgt:")[2].split()[0], 16) & 1 << (number - 1))
    except (OSError, ValueError, IndexError):
        return False


def _running(pid: int) -> frozenset[int]:
    """The threads of a process that are on a CPU or wait for one, by the kernel's ids."""
    found = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with contextlib.suppress(OSError, IndexError):
                if (task / "stat").read_bytes().rpartition(b")")[2].split()[0] == b"R":
                    found.append(int(task.name))
    return frozenset(found)
