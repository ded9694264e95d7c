"""The supervisor process: a warm interpreter that forks workers on request.

It imports once what every worker needs and stays single-threaded, so that forking is safe. A
request is one JSON message on the control socket (the most processes that the new worker's tree
may have, the worker's directory), with the worker's descriptors attached.
Started as `python -s -P -c ...` with an environment of its own. Not `-I`: that would ignore
PYTHONHASHSEED, which the engine needs; with a scrubbed environment `-s -P` keeps out the same.
"""

from __future__ import annotations

import array
import gc
import json
import os
import signal
import socket
import sys

from grader.supervisor import keeper
from grader.worker import kernel
from grader.worker.main import preload

DESCRIPTORS = 6
"""channel, reins, stdin, stdout, stderr, stacks: in this order."""


def serve(control: socket.socket) -> None:
    """Fork a keeper, and below it a worker, for each request until the grader is gone."""
    # The terminal's Ctrl-C is the grader's business.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    kernel.hide_from_debuggers()
    kernel.adopt_orphans()
    preload()
    # What was imported until now is compiled once for all gradings; workers leave nothing behind.
    sys.dont_write_bytecode = True
    gc.collect()
    gc.freeze()
    while True:
        message, descriptors = _receive(control)
        if not message:
            os._exit(0)
        if len(descriptors) == DESCRIPTORS:
            request = json.loads(message)
            pid = os.fork()
            if pid == 0:
                control.close()
                keeper.keep(request["processes"], request["folder"], *descriptors)  # never returns
        for descriptor in descriptors:
            os.close(descriptor)
        _collect()


def _receive(control: socket.socket) -> tuple[bytes, list[int]]:
    try:
        message, ancillary, _, _ = control.recvmsg(
            4096,
            socket.CMSG_SPACE(DESCRIPTORS * array.array("i").itemsize),
            # No program that student code executes may inherit them.
            socket.MSG_CMSG_CLOEXEC,
        )
    except OSError:
        return b"", []
    descriptors = array.array("i")
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            descriptors.frombytes(data[: len(data) - len(data) % descriptors.itemsize])
    return message, list(descriptors)


def _collect() -> None:
    """Take the exit status of keepers that have ended."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass
