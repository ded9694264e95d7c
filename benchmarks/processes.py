"""Are the bugs of process programs found every time, and right programs never accused?

    python benchmarks/processes.py [--times N] [--method METHOD...] [--only TEXT] [--busy N]

Searches the orders of small programs (`tests/process_programs.py`), each time with another seed and
a fresh worker: lost updates on a manager's dictionary, a `Value` and a file, a queue joined before
it is drained, and the right twin of each. Prints how often each was found, how long that took, and
one story each. Exit status 1 when a bug was missed once or a right program accused once.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

KIT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(KIT), str(KIT / "tests"), str(KIT / "benchmarks")]

from process_programs import RIGHT, WAITS_FOR_EVER, WRONG_UPDATE, Program  # noqa: E402
from repeat import burning  # noqa: E402

from grader.check import Rejected  # noqa: E402
from grader.lab import Lab, Submission  # noqa: E402
from grader.lab.gate import Undecided  # noqa: E402
from grader.reports.layout import render  # noqa: E402
from grader.reports.story import story  # noqa: E402
from grader.reports.waits import waits  # noqa: E402
from grader.result import Diagnosis  # noqa: E402
from grader.supervisor import Supervisor  # noqa: E402

PASSED = "passed"
PROGRAMS: dict[str, tuple[Program, str]] = {
    "manager dict": (WRONG_UPDATE["manager dict"], "race"),
    "value": (WRONG_UPDATE["value"], "race"),
    "file": (WRONG_UPDATE["file"], "race"),
    "joined before drained": (WAITS_FOR_EVER["joined before drained"], "deadlock"),
    "two locks in two orders": (WAITS_FOR_EVER["two locks in two orders"], "deadlock"),
    "right: manager dict and lock": (RIGHT["manager dict and lock"], PASSED),
    "right: value and its lock": (RIGHT["value and its lock"], PASSED),
    "right: file and lock": (RIGHT["file and lock"], PASSED),
    "right: drained, then joined": (RIGHT["drained, then joined"], PASSED),
}
SCHEDULES = 12
"""Orders tried of a right program."""


@dataclass
class Record:
    """What became of one program: verdicts, seconds and schedules of each search, one story."""

    expected: str
    verdicts: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    schedules: list[int] = field(default_factory=list)
    diagnosis: Diagnosis | None = None

    @property
    def sure(self) -> bool:
        return set(self.verdicts) <= {self.expected}


@click.command(help=__doc__)
@click.option("--times", default=100, show_default=True, type=click.IntRange(min=1))
@click.option("--method", "methods", multiple=True, default=("fork",), show_default=True)
@click.option("--only", default="", help="Programs whose name has this in it.")
@click.option("--busy", default=0, show_default=True, type=click.IntRange(min=0))
def processes(times: int, methods: Sequence[str], only: str, busy: int) -> None:
    click.echo(f"Python {sys.version.split()[0]}, {os.cpu_count()} CPUs, {busy} kept busy\n")
    click.echo(
        f"{'program':32}{'method':12}{'verdict':>22}{'median s':>10}{'most s':>8}{'orders':>8}"
    )
    records = []
    with burning(busy), Supervisor() as supervisor:
        for name, (program, expected) in PROGRAMS.items():
            for method in methods if only in name else ():
                record = Record(expected)
                for seed in range(times):
                    search(supervisor, program, method, seed, record)
                records.append((name, record))
                click.echo(row(name, method, record, times))
    for name, record in records:
        if record.diagnosis is not None:
            click.echo(f"\n{name}: {told(record.diagnosis)}")
    sys.exit(0 if all(record.sure for _name, record in records) else 1)


def search(
    supervisor: Supervisor, program: Program, method: str, seed: int, record: Record
) -> None:
    """One search, from the start of a worker to its end."""
    lab = Lab(
        submission=Submission({"program.py": program.source.encode()}, "program.py"),
        names={"f": "function"},
        supervisor=supervisor,
        seed=seed,
        check_id="benchmark",
    )
    began, verdict = time.monotonic(), PASSED
    try:
        seen = lab.interleave(
            _call_f,
            holds=lambda value: value == program.result,
            otherwise=lambda value: f"The result was {value}.",
            start_method=method,
            schedules=SCHEDULES,
            seconds=600.0,
            deadline=120.0,
        )
        record.schedules.append(seen.schedules)
    except Rejected as rejected:
        record.diagnosis = rejected.diagnosis
        record.schedules.append(rejected.diagnosis.schedules_tried)
        verdict = str(rejected.diagnosis.kind)
    except Undecided:
        verdict = "undecided"
    record.verdicts[verdict] += 1
    record.seconds.append(time.monotonic() - began)


def _call_f(answer: Any) -> Any:
    return answer.f()


def row(name: str, method: str, record: Record, times: int) -> str:
    verdicts = ", ".join(f"{v} {n}/{times}" for v, n in record.verdicts.most_common())
    return (
        f"{name:32}{method:12}{verdicts:>22}{statistics.median(record.seconds):>10.2f}"
        f"{max(record.seconds):>8.2f}{max(record.schedules, default=0):>8}"
    )


def told(diagnosis: Diagnosis) -> str:
    lines = [*story(diagnosis.story, 100)] if diagnosis.story else []
    lines += waits(diagnosis.waits, 100) if diagnosis.waits else []
    parts = (
        diagnosis.summary,
        "",
        render(lines, color=False),
        f"    schedule: {diagnosis.schedule}",
    )
    return "\n".join(parts)


if __name__ == "__main__":
    processes()
