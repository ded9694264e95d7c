"""Does luck decide? `verify`, again and again, while something else keeps every core busy.

    python benchmarks/repeat.py [EXERCISE...] [--times N] [--busy N] [--jobs N]

Each run has a fresh seed. At the end the verdicts of every case over all runs are compared, check
by check. Exit status 1 when a case had a fault or its verdict was not always the same, 3 when a
run gave no verdicts at all.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

KIT = Path(__file__).resolve().parents[1]

# Where the kernel sees to it, nothing started here outlives this process, however that ends.
LEASH = """
import os, sys
sys.path.insert(0, sys.argv.pop(1))
parent = int(sys.argv.pop(1))
from grader.worker.confine import end_with_parent
end_with_parent(parent)
"""
BURN = """
while os.getppid() == parent:
    for _ in range(1_000_000):
        pass
"""
GRADE = """
from grader.cli import main
main()
"""

LEAVE_SECONDS = 60


class NoVerdicts(RuntimeError):
    """A run ended without a report."""


@dataclass
class Record:
    """What became of one case in all runs: how often each verdict came, and every fault."""

    verdicts: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)

    @property
    def steady(self) -> bool:
        return len(self.verdicts) == 1 and not self.faults

    def add(self, case: dict[str, Any]) -> None:
        checks = case["verdicts"].items()
        self.verdicts[", ".join(f"{check}={verdict}" for check, verdict in checks)] += 1
        self.faults.update(case["faults"])


@click.command(help=__doc__)
@click.argument("exercises", nargs=-1)
@click.option("--times", default=50, show_default=True, type=click.IntRange(min=1))
@click.option("--busy", default=os.cpu_count() or 1, show_default=True, type=click.IntRange(min=0))
@click.option("--jobs", type=click.IntRange(min=1), help="How many gradings at once.")
def repeat(exercises: tuple[str, ...], times: int, busy: int, jobs: int | None) -> None:
    records: dict[str, Record] = defaultdict(Record)
    with burning(busy):
        for run in range(1, times + 1):
            began = time.monotonic()
            try:
                report = verify(exercises, jobs)
            except NoVerdicts as error:
                click.echo(f"run {run}: {error}", err=True)
                sys.exit(3)
            for case in report["cases"]:
                name = f"{case['exercise'][:4]}  {case['case']}"
                records[name].add(case)
                for fault in case["faults"]:
                    click.echo(f"      {name}: {fault}")
            unsteady = sum(not record.steady for record in records.values())
            click.echo(
                f"run {run}/{times}  seed {report['seed']}  {time.monotonic() - began:.0f} s  "
                f"{len(report['cases'])} cases  {unsteady} unsteady so far"
            )
    click.echo("\n".join(table(records)))
    sys.exit(0 if all(record.steady for record in records.values()) else 1)


@contextlib.contextmanager
def burning(number: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """So many processes that do nothing but compute, until the end of the block."""
    burners: list[subprocess.Popen[bytes]] = []
    try:
        for _burner in range(number):
            burners.append(on_a_leash(BURN))
        yield burners
    finally:
        for burner in burners:
            burner.kill()
        for burner in burners:
            burner.wait()


def on_a_leash(code: str, *arguments: str, **how: Any) -> subprocess.Popen[bytes]:
    """Run `code`, in a session of its own: the terminal's Ctrl-C is for this process."""
    command = [sys.executable, "-c", LEASH + code, str(KIT), str(os.getpid()), *arguments]
    return subprocess.Popen(command, cwd=KIT, start_new_session=True, **how)


def verify(exercises: Sequence[str], jobs: int | None) -> dict[str, Any]:
    """One run's report. Raises NoVerdicts."""
    arguments = ["verify", "--format", "json", *exercises]
    if jobs:
        arguments += ["--jobs", str(jobs)]
    with on_a_leash(GRADE, *arguments, stdout=subprocess.PIPE) as process:
        try:
            out, _nothing = process.communicate()
        except BaseException:
            # It ends its own processes.
            process.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(LEAVE_SECONDS)
            process.kill()
            raise
    if process.returncode not in (0, 1):
        raise NoVerdicts(f"verify ended with the status {process.returncode}")
    report: dict[str, Any] = json.loads(out)
    return report


def table(records: dict[str, Record]) -> Iterator[str]:
    """A row for each case; below it, where there was more than one verdict, what differed."""
    yield ""
    yield f"{'case':<50}  runs  verdicts  faults"
    for name, record in records.items():
        runs, verdicts = record.verdicts.total(), len(record.verdicts)
        yield f"{name:<50}  {runs:4}  {verdicts:8}  {record.faults.total():6}"
        if verdicts > 1:
            yield from (f"      {n} x {verdict}" for verdict, n in record.verdicts.most_common())
        yield from (f"      {n} x {fault}" for fault, n in record.faults.most_common())
    unsteady = sum(not record.steady for record in records.values())
    yield ""
    yield f"{len(records)} cases, {unsteady} of them unsteady."


if __name__ == "__main__":
    repeat()
