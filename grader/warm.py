"""Starts the supervisor process, a warm interpreter from which workers are forked.

It takes as long to be ready as the rest of the grader takes to be imported, so whoever is about to
grade begins with this. Nothing here imports anything slow.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader import measuring

MARK = "GRADER_MARK"
"""The variable by which processes of one grader are known again, see `supervisor.tree.Mark`."""

_KIT = Path(__file__).resolve().parents[1]
_SERVE = (
    "import sys, socket; sys.path.insert(0, sys.argv[1]); "
    "from grader.supervisor.server import serve; serve(socket.socket(fileno=int(sys.argv[2])))"
)


@dataclass(frozen=True, slots=True)
class Warm:
    """The process, which ends when `control` is closed, and the mark that it and all below it
    bear."""

    process: subprocess.Popen[bytes]
    control: socket.socket
    mark: Mapping[str, str]


def new_mark() -> dict[str, str]:
    """An environment of one variable that nobody else has."""
    return {MARK: os.urandom(8).hex()}


def can_fork() -> bool:
    """Whether workers are forked from a warm interpreter here: where that is safe."""
    return sys.platform.startswith("linux")


def start(mark: Mapping[str, str]) -> Warm:
    """Begin to start it, and do not wait for it."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    environment = {k: v for k, v in os.environ.items() if k in ("PATH", "LD_LIBRARY_PATH")}
    environment |= {
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "PYTHONNOUSERSITE": "1",
        "LANG": "C.UTF-8",
        "MALLOC_ARENA_MAX": "2",
        **mark,
        **measuring.environment(),
    }
    process = subprocess.Popen(
        [sys.executable, "-s", "-P", "-c", _SERVE, str(_KIT), str(theirs.fileno())],
        env=environment,
        cwd="/",
        stdin=subprocess.DEVNULL,
        pass_fds=[theirs.fileno()],
        start_new_session=True,
    )
    theirs.close()
    return Warm(process, ours, mark)
