"""`lab.script`: the submission as a person runs it, `python bank.py ARGUMENTS`, with signals."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.harmless import harmless
from grader.lab import failures
from grader.lab.failures import Phase, Place
from grader.lab.session import Session
from grader.supervisor import Evidence, Loss, Worker, WorkerLost

if TYPE_CHECKING:
    from grader.lab.lab import Lab


_LOOK_SECONDS = 0.005


@dataclass(frozen=True, slots=True)
class Send:
    """A signal to the script's process group, as a terminal sends it.

    It goes out `delay` seconds after the text `after` has appeared in the output, or after the
    one before it (the script's start for the first) when `after` is "".
    """

    signal: int = signal.SIGINT
    after: str = ""
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class ScriptRun:
    """`status` is the exit status, negative for the signal that ended the script. In `stderr` the
    folder that the submission lay in is left out.

    `signals_sent` counts those that went out before it ended; `seconds` is the time from start
    to end, `seconds_after_signal` from the last signal to the end (0.0 without one).
    """

    status: int
    stdout: str
    stderr: str
    seconds: float
    seconds_after_signal: float
    signals_sent: int
    evidence: Evidence

    @property
    def last_line(self) -> str:
        """The last line of standard output that is not blank, "" when nothing was printed."""
        lines = [line for line in self.stdout.splitlines() if line.strip()]
        return lines[-1] if lines else ""


_PROGRAM = "program.py"


def script(
    lab: Lab,
    arguments: tuple[str, ...],
    stdin: str,
    signals: Sequence[Send],
    deadline: float,
    program: str = "",
) -> ScriptRun:
    """See `Lab.script`."""
    files = {_PROGRAM: program.encode()} if program else {}
    with Session(lab, stdin=stdin, files=files, cpu_seconds=8 * deadline + 30) as session:
        worker = session.worker
        began = time.monotonic()
        is_late = worker.time_limit(deadline)
        worker.become_script(_PROGRAM if program else lab.submission.file, list(arguments))
        last_signal, sent = 0.0, 0
        try:
            for one in signals:
                if not _due(worker, one, is_late):
                    break
                worker.interrupt(one.signal)
                last_signal, sent = time.monotonic(), sent + 1
            while not worker.watch_script(_LOOK_SECONDS):
                if is_late():
                    raise worker.lose(Loss.DEADLINE)
        except WorkerLost as lost:
            out, err = worker.output()
            place = Place(lab.submission, str(worker.sandbox.work), out, err)
            raise failures.lost(lost, Phase.SCRIPT, deadline, place) from None
        ended = time.monotonic()
        evidence = worker.end()
        stdout, stderr = worker.output()
    failures.reject_survivors(evidence)
    return ScriptRun(
        status=evidence.exit_status if evidence.exit_status is not None else -1,
        stdout=harmless(stdout),
        stderr=harmless(stderr.replace(f"{worker.sandbox.work}{os.sep}", "")),
        seconds=ended - began,
        seconds_after_signal=ended - last_signal if sent else 0.0,
        signals_sent=sent,
        evidence=evidence,
    )


def _due(worker: Worker, one: Send, is_late: Callable[[], bool]) -> bool:
    """Wait for the moment to send; False when the script ends before."""
    while one.after and one.after not in "\n".join(worker.output()):
        if worker.watch_script(_LOOK_SECONDS):
            return False
        if is_late():
            raise worker.lose(Loss.DEADLINE)
    return not worker.watch_script(one.delay)
