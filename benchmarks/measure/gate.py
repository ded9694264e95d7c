"""One program at the gate: a question, and what the gate said to it."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from grader.check import Rejected, same
from grader.lab import Lab, Submission
from grader.lab.gate import Undecided
from grader.supervisor import Supervisor

FOLDER = Path(__file__).resolve().parents[1] / "gate_programs"
LEAST = 0.7
"""The efficiency asked for, as in ex31."""
ITEMS_A_WORKER = 6


class Side(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"


class Verdict(StrEnum):
    PASSED = "passed"
    REFUSED = "refused"
    UNDECIDED = "undecided"
    BROKEN = "broken"
    """The kit failed."""


@dataclass(frozen=True)
class Program:
    """A file that defines `total(term, n, workers)`: the sum of term(i) for i in range(n)."""

    side: Side
    name: str

    @property
    def path(self) -> Path:
        return FOLDER / self.side / f"{self.name}.py"

    @property
    def about(self) -> str:
        """Its first line, a comment."""
        return self.path.read_text(encoding="utf-8").splitlines()[0].lstrip("# ")


@dataclass(frozen=True)
class Outcome:
    """`why` is the kind of a refusal or what else went wrong; `speedup` is in virtual time."""

    verdict: Verdict
    why: str
    summary: str
    speedup: float | None
    seconds: float


def programs() -> tuple[Program, ...]:
    return tuple(
        Program(side, path.stem) for side in Side for path in sorted((FOLDER / side).glob("*.py"))
    )


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
