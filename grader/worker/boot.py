"""A worker as a fresh interpreter, for platforms on which forking is not safe."""

from __future__ import annotations

import os
import signal
import socket
import time
from pathlib import Path
from typing import NoReturn

from grader.worker.main import main
from grader.worker.wire import WorkerChannel


def boot(channel: str, stacks: str, parent: int) -> NoReturn:
    """`channel` is a descriptor, or (Windows) the file that will hold a shared socket."""
    # A grader that runs in the background of a shell ignores Ctrl-C; an answer has to hear it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if os.name == "posix":
        from grader.worker.confine import end_with_parent

        connection = socket.socket(fileno=int(channel))
        watched = 0 if end_with_parent(parent) else parent
        main(WorkerChannel(connection), int(stacks), watched)
    path = Path(channel)
    while not path.exists():
        time.sleep(0.01)
    shared = path.read_bytes()
    connection = socket.fromshare(shared)  # type: ignore[attr-defined]
    descriptor = os.open(stacks, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    main(WorkerChannel(connection), descriptor, parent)
