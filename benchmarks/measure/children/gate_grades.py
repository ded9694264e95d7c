"""Grade programs at the gate as they are asked for: one JSON object a line, in and out.

    gate_grades.py PARENT CPU      CPU: the only one to use, -1 for any

Ends when nothing more is asked.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from dataclasses import asdict
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from measure.gate import Program, Side, graded

from grader.supervisor import Supervisor
from grader.worker.confine import end_with_parent


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
            outcome = graded(
                supervisor, program, asked["method"], asked["workers"], asked["seed"]
            )
            print(json.dumps(asdict(outcome)), flush=True)


if __name__ == "__main__":
    try:
        main(*map(int, sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
