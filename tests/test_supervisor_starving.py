"""Waiting for a CPU is told from being slow."""

from __future__ import annotations

import os
import subprocess
import sys

from grader.supervisor.starving import starved

RACE = """
import os, sys
sys.path[:] = {path!r}
from grader.supervisor.starving import starved
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])
    child = os.fork()
    while starved(os.getpid()) < 0.05:
        pass  # both want the one CPU
    if not child:
        os._exit(0)
    os.waitpid(child, 0)
print("starved")
"""


def test_who_shares_a_cpu_is_seen_to_wait_for_it() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", RACE.format(path=sys.path)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ran.stdout == "starved\n", ran.stderr


def test_a_process_that_is_gone_waits_for_nothing() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    assert starved(child.pid) == 0.0
    assert starved(os.getpid()) >= 0.0
