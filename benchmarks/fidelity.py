"""CPython's own tests of threads, locks, queues and thread pools, run over the virtual base.

    python benchmarks/fidelity.py [MODULE...] [--slow]

Without MODULE, all that this interpreter came with. At the end there is a table of what became of
the tests of each module, and below it why tests were left out. Exit status 1 when a test failed,
one that is left out would pass, or the table of those names a test that is not there; 3 when this
interpreter came without its tests.
"""

from __future__ import annotations

import platform
import sys
import time
from collections import Counter
from pathlib import Path

import click
from rich import box
from rich.console import Console
from rich.table import Table

KIT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(KIT), str(KIT / "tests")]

import fidelity  # noqa: E402
from fidelity import SIZE, Fidelity, Status, Verdict  # noqa: E402

COLUMNS = ("module", "found", "run", "passed", "failed", "skips itself", "left out")


@click.command(help=__doc__)
@click.argument("modules", nargs=-1, metavar="[MODULE...]")
@click.option("--slow", is_flag=True, help="Also what takes hundreds of thousands of steps.")
def main(modules: tuple[str, ...], slow: bool) -> None:
    console = Console(width=max(120, Console().width))
    there = [each for each in fidelity.modules_there() if not modules or each in modules]
    if not there:
        console.print("this Python came without these tests")
        raise SystemExit(3)
    entries = fidelity.left_out()
    runner = Fidelity(entries, heavy=slow)
    begun = time.perf_counter()
    verdicts: list[Verdict] = []
    with runner.entered():
        for module in there:
            verdicts += runner.run(module)
    console.print(_table(there, verdicts))
    _tell(console, verdicts)
    console.print(
        f"Python {platform.python_version()}, {len(fidelity.STRATEGIES)} schedules of each test, "
        f"{time.perf_counter() - begun:.0f} s"
    )
    for name in fidelity.modules_not_there():
        console.print(f"this Python came without test.{name}")
    missing = [] if modules else fidelity.unmatched(entries, verdicts)
    wrong = [f"no such test: {tests}" for tests in missing]
    wrong += [
        f"{each.status}: {each.name}: {each.text.strip()}"
        for each in verdicts
        if each.status in (Status.FAILED, Status.STALE)
    ]
    for line in wrong:
        console.print(line, markup=False, soft_wrap=True)
    raise SystemExit(bool(wrong))


def _table(modules: list[str], verdicts: list[Verdict]) -> Table:
    table = Table(box=box.SIMPLE)
    for column in COLUMNS:
        table.add_column(column, justify="left" if column == "module" else "right", no_wrap=True)
    for module in modules:
        table.add_row(module, *_counts([each for each in verdicts if each.module == module]))
    table.add_section()
    table.add_row("all", *_counts(verdicts))
    return table


def _counts(verdicts: list[Verdict]) -> list[str]:
    count = Counter(each.status for each in verdicts)
    out = count[Status.LEFT_OUT] + count[Status.STALE]
    run = len(verdicts) - out - count[Status.SKIPPED]
    numbers = (run, count[Status.PASSED], count[Status.FAILED], count[Status.SKIPPED], out)
    return [str(number) for number in (len(verdicts), *numbers)]


def _tell(console: Console, verdicts: list[Verdict]) -> None:
    """Why tests were left out: how many for each kind of reason, and each reason."""
    kinds = fidelity.kinds()
    reasons = Counter((each.kind, each.text) for each in verdicts if each.kind)
    for kind, meaning in kinds.items():
        total = sum(number for (other, _), number in reasons.items() if other == kind)
        if total:
            note = "; --slow runs them" if kind == SIZE else ""
            console.print(f"{total:4} {kind}: {meaning}{note}", highlight=False, soft_wrap=True)
            for (other, text), number in reasons.items():
                if other == kind:
                    console.print(f"     {number:4} {text}", highlight=False, soft_wrap=True)


if __name__ == "__main__":
    main()
