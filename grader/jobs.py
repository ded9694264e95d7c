"""Several cases at the proof at once: each job is a process with a grader of its own.

A grading waits for processes and deadlines now and then, so there may be more jobs than CPUs. A
job never outlives the process that started it, and leaves no process of its own behind.
"""

from __future__ import annotations

import contextlib
import math
import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import NoReturn, cast

from grader import i18n
from grader.cpus import usable_cpus
from grader.grading import Grader
from grader.i18n import _
from grader.verification import Case, Proof, prove

JOBS_A_CPU = 1.5
"""With 1 the exercises on processes take a quarter longer; 2 is no faster."""
_LEAVE_SECONDS = 10.0


class JobEnded(RuntimeError):
    """A job has ended before its work was done: the kit's failure."""


def default_jobs() -> int:
    """How many jobs make the best use of this machine's CPUs."""
    return math.ceil(JOBS_A_CPU * usable_cpus())


class Jobs:
    """So many processes to prove cases with, from `with` to its end; then none of them is left."""

    def __init__(self, number: int, seed: int) -> None:
        self._number = number
        self._seed = seed
        self._jobs: dict[Connection, BaseProcess] = {}
        self._under_way: dict[Connection, Case] = {}

    def __enter__(self) -> Jobs:
        return self

    def __exit__(self, *_error: object) -> None:
        for connection, process in self._jobs.items():
            connection.close()
            if connection in self._under_way:
                process.terminate()
        for process in self._jobs.values():
            process.join(_LEAVE_SECONDS)
            if process.is_alive():
                process.kill()
                process.join()

    @property
    def processes(self) -> tuple[BaseProcess, ...]:
        return tuple(self._jobs.values())

    @property
    def under_way(self) -> tuple[Case, ...]:
        """The cases that are being proven now, the oldest first."""
        return tuple(self._under_way.values())

    def prove(self, cases: Sequence[Case]) -> Iterator[Proof]:
        """The proof of each case as soon as there is one. Raises JobEnded."""
        waiting = list(reversed(cases))
        for _job in range(min(self._number, len(cases))):
            self._hand(self._start(), waiting.pop())
        while self._under_way:
            for ready in wait(list(self._under_way)):
                connection = cast(Connection, ready)
                proof = self._hear(connection)
                if waiting:
                    self._hand(connection, waiting.pop())
                yield proof

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_work, args=(theirs, os.getpid(), self._seed, i18n.current()), daemon=True
        )
        with _interrupts_held_back():
            process.start()
            self._jobs[ours] = process
        theirs.close()
        return ours

    def _hand(self, connection: Connection, case: Case) -> None:
        self._under_way[connection] = case
        with contextlib.suppress(OSError):  # a job that has ended is noticed by listening to it
            connection.send(case)

    def _hear(self, connection: Connection) -> Proof:
        case = self._under_way[connection]
        try:
            proof = connection.recv()
        except (EOFError, OSError):
            self._jobs[connection].join(_LEAVE_SECONDS)
            raise JobEnded(
                _(
                    "the process that graded {case} of {exercise} ended with the status {status}"
                ).format(
                    case=case.name,
                    exercise=case.exercise.id,
                    status=self._jobs[connection].exitcode,
                )
            ) from None
        del self._under_way[connection]
        assert isinstance(proof, Proof)
        return proof


def _work(cases: Connection, parent: int, seed: int, language: str) -> None:
    """The life of a job: prove what comes until nothing comes any more."""
    from grader.worker.confine import end_with_parent

    with contextlib.suppress(KeyboardInterrupt, EOFError, BrokenPipeError):
        # The terminal's Ctrl-C is for the process that started the jobs; that one ends them.
        if hasattr(os, "setsid"):
            os.setsid()
        signal.signal(signal.SIGTERM, _interrupt)
        _let_interrupts_through()
        end_with_parent(parent)
        i18n.use(language)
        with Grader(alone=False) as grader:
            while True:
                cases.send(prove(cases.recv(), grader, seed))


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


@contextlib.contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Ctrl-C waits until the end of the block, in a process started there until it is ready."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _let_interrupts_through() -> None:
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
