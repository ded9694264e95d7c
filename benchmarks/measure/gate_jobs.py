"""Many gradings at the gate: on several interpreters, in several conditions, some at once."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import random
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from repeat import burning

from measure.child import CHILDREN, KIT
from measure.gate import Outcome, Program, Side, Verdict

LEAVE_SECONDS = 30.0
WRONG_FROM = 4
"""The number of workers from which on the wrong programs are wrong."""


class Condition(StrEnum):
    """What else the machine does meanwhile."""

    QUIET = "quiet"
    BUSY = "busy"
    PINNED = "pinned"


@dataclass(frozen=True)
class Grading:
    """One program to be graded once."""

    program: Program
    python: str
    condition: Condition
    method: str
    workers: int
    seed: int


class GraderEnded(RuntimeError):
    """A child process that graded has ended by itself: the kit's failure."""


Listener = Callable[[Grading, Outcome], None]


def grade_all(gradings: Sequence[Grading], jobs: int, burners: int, listener: Listener) -> None:
    """Make every grading and tell `listener` of each as it is done.

    Those of one condition and interpreter are made together, `jobs` at a time. While they are
    busy `burners` processes compute; pinned, everything runs on one core. Ctrl-C leaves nothing.
    """
    groups: dict[tuple[Condition, str], list[Grading]] = {}
    for grading in gradings:
        groups.setdefault((grading.condition, grading.python), []).append(grading)
    for (condition, python), group in groups.items():
        cpu = one_cpu() if condition is Condition.PINNED else -1
        with burning(burners if condition is Condition.BUSY else 0):
            _together(group, python, cpu, jobs, listener)


def one_cpu() -> int:
    return min(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else -1


def plan(
    programs: Sequence[Program],
    pythons: Sequence[str],
    conditions: Sequence[Condition],
    methods: Sequence[str],
    workers: Sequence[int],
    times: int,
    seed: int,
) -> list[Grading]:
    """Every combination, `times` times; programs take turns, so that a break shows early.

    With fewer than four workers some of the wrong programs share out well enough.
    """
    rng = random.Random(seed)
    return [
        Grading(program, python, condition, method, cores, rng.randrange(2**31))
        for condition in conditions
        for python in pythons
        for _time in range(times)
        for cores in workers
        for method in methods
        for program in programs
        if program.side is Side.RIGHT or cores >= WRONG_FROM
    ]


def _together(
    gradings: Sequence[Grading], python: str, cpu: int, jobs: int, listener: Listener
) -> None:
    waiting: queue.SimpleQueue[Grading] = queue.SimpleQueue()
    done: queue.SimpleQueue[tuple[Grading, Outcome] | Exception] = queue.SimpleQueue()
    for grading in gradings:
        waiting.put(grading)

    def work(child: subprocess.Popen[str]) -> None:
        try:
            while True:
                grading = waiting.get_nowait()
                done.put((grading, _ask(child, grading)))
        except queue.Empty:
            pass
        except Exception as error:
            done.put(error)

    with contextlib.ExitStack() as stack:
        for _job in range(min(jobs, len(gradings))):
            child = stack.enter_context(_child(python, cpu))
            threading.Thread(target=work, args=(child,), daemon=True).start()
        for _grading in gradings:
            came = done.get()
            if isinstance(came, Exception):
                raise came
            listener(*came)


@contextlib.contextmanager
def _child(python: str, cpu: int) -> Iterator[subprocess.Popen[str]]:
    """A process that grades, in a session of its own: the terminal's Ctrl-C is for this one."""
    child = subprocess.Popen(
        [python, str(CHILDREN / "gate_grades.py"), str(os.getpid()), str(cpu)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(KIT), str(Path(KIT, "benchmarks"))])},
        start_new_session=True,
    )
    try:
        yield child
    except BaseException:
        child.terminate()  # it ends its own processes
        raise
    finally:
        with contextlib.suppress(OSError):
            child.stdin.close()  # type: ignore[union-attr]
        try:
            child.wait(LEAVE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _ask(child: subprocess.Popen[str], grading: Grading) -> Outcome:
    assert child.stdin is not None and child.stdout is not None
    asked: dict[str, Any] = {
        **asdict(grading.program),
        "method": grading.method,
        "workers": grading.workers,
        "seed": grading.seed,
    }
    try:
        child.stdin.write(json.dumps(asked) + "\n")
        child.stdin.flush()
        line = child.stdout.readline()
    except (OSError, ValueError):
        line = ""
    if not line:
        raise GraderEnded(f"the process that graded {grading.program.name} has ended")
    told = json.loads(line)
    return Outcome(**{**told, "verdict": Verdict(told["verdict"])})
