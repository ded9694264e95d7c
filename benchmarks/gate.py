"""Is a verdict on a speedup ever wrong? Right and wrong programs at the virtual-time gate.

\b
    python benchmarks/gate.py                                 every program, once each way
    python benchmarks/gate.py --times 5 --jobs 3              more often, three at once
    python benchmarks/gate.py --only pool_map --methods spawn
    python benchmarks/gate.py --python a/bin/python --python b/bin/python --json all.json

Each program of benchmarks/gate_programs is graded quietly, while burners keep every core busy, and
pinned to one core; with every start method; by each interpreter given. One that could not be judged
counts as undecided: an error of the kit, never a verdict.

Exit status 0 when no right program failed, no wrong one passed and the kit did not break, 1 when
not, 130 when interrupted.
"""

from __future__ import annotations

import json
import math
import multiprocessing
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import TypeVar

import click
from measure.gate import Outcome, Program, Side, Verdict, programs
from measure.gate_jobs import Condition, Grading, grade_all, plan
from measure.progress import Steps
from measure.sheet import Sheet, span
from rich.console import Console

METHODS = tuple(multiprocessing.get_all_start_methods())
FILE = click.Path(dir_okay=False, writable=True, path_type=Path)
T = TypeVar("T")


@dataclass
class Tally:
    """What became of the gradings of one kind."""

    outcomes: list[Outcome] = field(default_factory=list)

    def of(self, verdict: Verdict) -> int:
        return sum(outcome.verdict is verdict for outcome in self.outcomes)

    @property
    def whys(self) -> str:
        counted = Counter(outcome.why for outcome in self.outcomes if outcome.why)
        return ", ".join(f"{n} {why}" for why, n in counted.most_common())

    @property
    def speedups(self) -> str:
        found = [o.speedup for o in self.outcomes if o.speedup is not None]
        if not found:
            return ""
        low, high = f"{min(found):.2f}", f"{max(found):.2f}"
        return low if low == high else f"{low}-{high}"

    @property
    def cost(self) -> float:
        """The median, in seconds."""
        return median(outcome.seconds for outcome in self.outcomes)


Made = list[tuple[Grading, Outcome]]


def fault(grading: Grading, outcome: Outcome) -> str:
    """What is wrong with a verdict, "" when nothing is."""
    if outcome.verdict is Verdict.BROKEN:
        return "the kit broke"
    if grading.program.side is Side.RIGHT and outcome.verdict is Verdict.REFUSED:
        return "a right program failed"
    if grading.program.side is Side.WRONG and outcome.verdict is Verdict.PASSED:
        return "a wrong program passed"
    return ""


def grouped(made: Made, key: Callable[[Grading], T]) -> dict[T, Tally]:
    groups: dict[T, Tally] = {}
    for grading, outcome in made:
        groups.setdefault(key(grading), Tally()).outcomes.append(outcome)
    return groups


def verdicts_sheet(made: Made, side: Side) -> Sheet:
    columns = ["program", ">passed", ">refused", ">undecided", ">S", ">cost", "why"]
    sheet = Sheet(f"{side.value} programs".capitalize(), columns)
    mine = [one for one in made if one[0].program.side is side]
    tallies = grouped(mine, lambda grading: grading.program)
    for program, tally in sorted(tallies.items(), key=lambda row: row[0].name):
        numbers = (Verdict.PASSED, Verdict.REFUSED, Verdict.UNDECIDED)
        counts = [str(tally.of(verdict) or "-") for verdict in numbers]
        sheet.rows.append([program.name, *counts, tally.speedups, span(tally.cost), tally.whys])
    wrong = Verdict.REFUSED if side is Side.RIGHT else Verdict.PASSED
    everything = Tally([outcome for _grading, outcome in mine])
    n, bad = len(mine), everything.of(wrong)
    sheet.notes.append(
        f"{n} gradings: {bad} wrongly {wrong.value}, "
        f"{everything.of(Verdict.UNDECIDED)} undecided, {everything.of(Verdict.BROKEN)} broken."
    )
    if not bad and n:
        # None in n: the exact bound, which the "rule of three" approximates.
        bound = 1 - math.exp(math.log(0.05) / n)
        sheet.notes.append(f"95 % upper bound on how often that happens: {bound:.1e}")
    return sheet


def costs_sheet(made: Made) -> Sheet:
    """The median cost of a grading, each way of grading a row."""
    sheet = Sheet("Median cost of a grading", ["condition", "started by", *(f">{s}" for s in Side)])
    for condition, method in sorted({(g.condition, g.method) for g, _outcome in made}):
        sides = grouped(
            [one for one in made if (one[0].condition, one[0].method) == (condition, method)],
            lambda grading: grading.program.side,
        )
        costs = [span(sides[side].cost) if side in sides else "" for side in Side]
        sheet.rows.append([condition.value, method, *costs])
    return sheet


def shown_faults(made: Made) -> Iterable[str]:
    for grading, outcome in made:
        if what := fault(grading, outcome):
            yield (
                f"{what}: {grading.program.name}, {grading.condition.value}, {grading.method}, "
                f"{grading.workers} workers, {grading.python}, seed {grading.seed}: "
                f"{outcome.why} {outcome.summary}"
            )


def known(
    _context: click.Context, _option: click.Parameter, names: tuple[str, ...]
) -> list[Program]:
    every = {program.name: program for program in programs()}
    for name in names:
        if name not in every:
            raise click.BadParameter(f"{name!r} is not one of {', '.join(every)}")
    return [program for program in every.values() if not names or program.name in names]


MANY = click.IntRange(min=1)


@click.command(help=__doc__)
@click.option("--only", "chosen", multiple=True, callback=known, help="A program; repeatable.")
@click.option("--side", type=click.Choice([side.value for side in Side]), help="Only these.")
@click.option("--times", default=1, show_default=True, type=MANY)
@click.option(
    "--condition",
    "conditions",
    multiple=True,
    type=click.Choice([condition.value for condition in Condition]),
    help="Repeatable; default: all.",
)
@click.option("--method", "methods", multiple=True, type=click.Choice(METHODS), help="Repeatable.")
@click.option("--workers", multiple=True, type=MANY, help="Virtual cores; repeatable; default 4.")
@click.option("--python", "pythons", multiple=True, help="An interpreter; repeatable.")
@click.option("--jobs", default=1, show_default=True, type=MANY, help="Gradings at once.")
@click.option("--busy", default=os.cpu_count() or 1, show_default=True, type=MANY, help="Burners.")
@click.option("--seed", default=1, show_default=True)
@click.option("--json", "json_file", type=FILE, help="Write every grading there.")
@click.option("--markdown", "markdown_file", type=FILE, help="Write the tables there.")
def gate(
    chosen: list[Program],
    side: str | None,
    times: int,
    conditions: tuple[str, ...],
    methods: tuple[str, ...],
    workers: tuple[int, ...],
    pythons: tuple[str, ...],
    jobs: int,
    busy: int,
    seed: int,
    json_file: Path | None,
    markdown_file: Path | None,
) -> None:
    gradings = plan(
        [program for program in chosen if side in (None, program.side.value)],
        pythons or (sys.executable,),
        [Condition(name) for name in conditions] or list(Condition),
        methods or METHODS,
        workers or (4,),
        times,
        seed,
    )
    made: Made = []
    interrupted = False
    with Steps(len(gradings)) as steps:

        def tell(grading: Grading, outcome: Outcome) -> None:
            made.append((grading, outcome))
            what = fault(grading, outcome)
            name = f"{grading.program.name} ({grading.method}) {outcome.verdict.value}"
            described = f"{name}: {what}" if what else name
            steps.done(grading.condition.value, described, outcome.seconds)

        try:
            grade_all(gradings, jobs, busy, tell)
        except KeyboardInterrupt:
            interrupted = True
    sheets = [verdicts_sheet(made, side) for side in Side] + [costs_sheet(made)]
    console = Console()
    for sheet in sheets:
        if sheet.rows:
            sheet.print(console)
    faults = list(shown_faults(made))
    for line in faults:
        console.print(line, markup=False, highlight=False)
    if json_file is not None:
        rows = [{**asdict(grading), **asdict(outcome)} for grading, outcome in made]
        json_file.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    if markdown_file is not None:
        pages = [sheet.markdown() for sheet in sheets if sheet.rows]
        markdown_file.write_text("\n".join([*pages, *faults, ""]), encoding="utf-8")
    if interrupted:
        click.echo(f"Interrupted after {len(made)} of {len(gradings)} gradings.", err=True)
        sys.exit(130)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    gate()
