"""Runs a command and tells which of its processes outlive it: `python witness.py COMMAND...`.

A process of its own, so that on Linux every orphan of the command becomes its child, whatever
session, group, environment or name the orphan has taken. Elsewhere only those are seen that hang
below the witness. Writes JSON to stdout; whoever is left is ended.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time

import psutil

from grader.worker import kernel

DYING_SECONDS = 2.0
"""What has been killed may need a moment to go."""


def survivors() -> list[psutil.Process]:
    """Living processes below this one, also after a moment."""
    limit = time.monotonic() + DYING_SECONDS
    while True:
        below = psutil.Process().children(recursive=True)
        alive = [p for p in below if lives(p)]
        if not alive or time.monotonic() > limit:
            return alive
        time.sleep(0.02)


def lives(process: psutil.Process) -> bool:
    """Whether it runs; also when only its main thread has ended, which looks like a zombie."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return process.status() != psutil.STATUS_ZOMBIE or process.num_threads() > 1
    return False


def command(process: psutil.Process) -> list[str]:
    """Its command line; none of a process whose main thread has ended."""
    with contextlib.suppress(psutil.ZombieProcess):
        return process.cmdline()
    return []


def main() -> None:
    kernel.adopt_orphans()
    done = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, capture_output=True)
    left = []
    for process in survivors():
        with contextlib.suppress(psutil.Error):
            left.append(" ".join([str(process.pid), process.status(), *command(process)]))
            process.kill()
    said = {
        "status": done.returncode,
        "out": done.stdout.decode("utf-8", "backslashreplace"),
        "err": done.stderr.decode("utf-8", "backslashreplace"),
        "left": left,
    }
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
