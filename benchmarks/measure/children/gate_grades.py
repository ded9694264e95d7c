"""Grade programs at the gate as they are asked for: one JSON object a line, in and out.

    gate_grades.py PARENT CPU      CPU: the only one to use, -1 for any

Ends when nothing more is asked.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from measure.gate import Outcome, Program, Side, Verdict

from grader.check import Rejected, Undecided, same
from grader.lab import Lab, Submission
from grader.supervisor import Supervisor
from grader.worker.confine import end_with_parent

LEAST = 0.7
"""The efficiency asked for, as in ex31."""
ITEMS_A_WORKER = 6


def interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main(parent: int, cpu: int) -> None:
    end_with_parent(parent)
    signal.signal(signal.SIGTERM, interrupt)
    if cpu >= 0:
        os.sched_setaffinity(0, {cpu})
    with Supervisor() as supervisor:
        for line in sys.stdin:
            asked = json.loads(line)
            program = Program(Side(asked["side"]), asked["name"])
            outcome = graded(supervisor, program, asked["method"], asked["workers"], asked["seed"])
            print(json.dumps(asdict(outcome)), flush=True)


def total(answer: Any, term: Any, n: int, workers: int) -> Any:
    """The scenario."""
    return answer.total(term, n, workers)


def graded(
    supervisor: Supervisor, program: Program, method: str, workers: int, seed: int
) -> Outcome:
    """Have the gate judge `program` once, started with `method`."""
    rng = random.Random(seed)
    items = {i: rng.randrange(10**6, 10**9) for i in range(ITEMS_A_WORKER * workers)}
    lab = Lab(
        submission=Submission({"program.py": program.path.read_bytes()}, "program.py"),
        names={"total": "function"},
        supervisor=supervisor,
        seed=seed,
    )
    began = time.perf_counter()
    verdict, why, summary, speedup = Verdict.PASSED, "", "", None
    try:
        run = lab.gate(
            total,
            len(items),
            workers,
            items=items,
            workers=workers,
            efficiency=LEAST,
            start_method=method,
        )
        speedup = run.speedup
        same(run.value, sum(items.values()), "the sum")
    except Rejected as rejected:
        diagnosis = rejected.diagnosis
        verdict, why, summary = Verdict.REFUSED, diagnosis.kind.value, diagnosis.summary
        speedup = diagnosis.facts.get("speedup", speedup)
    except Undecided as undecided:
        verdict, why = Verdict.UNDECIDED, str(undecided)
    except Exception as error:
        verdict, why = Verdict.BROKEN, f"{type(error).__name__}: {error}"
    return Outcome(verdict, why, summary, speedup, time.perf_counter() - began)


if __name__ == "__main__":
    try:
        main(*map(int, sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
