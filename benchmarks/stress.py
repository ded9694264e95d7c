"""How often does native stress find a lost update? Rounds that went wrong, counted.

    python benchmarks/stress.py [--rounds N]

Each program of `stress_programs/` is run so often with the shortest switch interval alone, and so
often as `lab.stress` does: with points that switch, in two of three rounds. Six deposits are made
in every round, so any other number is a lost update.
"""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path
from typing import Any

import click

KIT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(KIT))

from grader.lab import Lab, Submission  # noqa: E402
from grader.lab.stress import Stress, stress  # noqa: E402
from grader.result import Kind  # noqa: E402
from grader.supervisor import Supervisor  # noqa: E402

PROGRAMS = Path(__file__).parent / "stress_programs"
DEPOSITS = 6
SECONDS = 600.0


def call_f(answer: Any) -> Any:
    return answer.f()


@click.command(help=__doc__)
@click.option("--rounds", default=100, show_default=True, type=click.IntRange(min=1))
def main(rounds: int) -> None:
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    print(f"{'program':<16} {'alone':>12} {'with points':>12}")
    with Supervisor() as supervisor:
        for path in sorted(PROGRAMS.glob("*.py")):
            alone, forced = (measured(supervisor, path, rounds, method, f) for f in (False, True))
            print(f"{path.stem:<16} {wrong(alone):>12} {wrong(forced):>12}", flush=True)


def measured(
    supervisor: Supervisor, path: Path, rounds: int, method: str | None, forced: bool
) -> Stress:
    lab = Lab(
        submission=Submission({path.name: path.read_bytes()}, path.name),
        names={"f": "function"},
        supervisor=supervisor,
    )
    return stress(lab, call_f, (), rounds, None, None, Kind.RACE, SECONDS, method, forced)


def wrong(found: Stress) -> str:
    number = sum(times for value, times in found.outcomes if value != DEPOSITS)
    return f"{number} of {found.rounds}"


if __name__ == "__main__":
    main()
