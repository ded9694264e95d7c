"""Does instrumented code behave as the plain code does? The whole corpus, as a table.

    python benchmarks/transparency.py [SUBJECT...] [--jobs N]

A subject is a part of the standard library, or one of CPython's test files that is full of syntax.
Its tests, CPython's own, run on the plain and on the instrumented modules. Exit status 1 when a
test came to something else, 3 when a run came to no result.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from transparency import SUBJECTS, Broken, Comparison, Subject, compare

ROW = "{:24} {:>7} {:>7} {:>9} {:>13}  {}"


@click.command(help=__doc__)
@click.argument("names", nargs=-1, metavar="[SUBJECT]...")
@click.option("--jobs", default=os.cpu_count() or 1, show_default=True, type=click.IntRange(min=1))
def transparency(names: tuple[str, ...], jobs: int) -> None:
    unknown = sorted(set(names) - SUBJECTS.keys())
    if unknown:
        raise click.BadParameter(f"no such subject: {', '.join(unknown)}")
    wanted = [SUBJECTS[name] for name in names or SUBJECTS]
    subjects = [subject for subject in wanted if subject.installed]
    click.echo(f"Python {platform.python_version()}")
    click.echo(ROW.format("subject", "sites", "tests", "left out", "fail anyway", ""))
    found: list[Comparison] = []
    broken = 0
    with ThreadPoolExecutor(jobs) as pool:
        for result in pool.map(_compared, subjects):
            if isinstance(result, Broken):
                broken += 1
                click.echo(f"no result: {result}")
            else:
                found.append(result)
                click.echo("\n".join(_rows(result)))
    different = sum(len(one.different) for one in found)
    click.echo(
        f"{len(found)} subjects, {sum(one.sites for one in found)} sites, "
        f"{sum(one.tests for one in found)} tests, {sum(one.left_out for one in found)} left out, "
        f"{different} different"
    )
    absent = [subject.name for subject in wanted if subject not in subjects]
    if absent:
        click.echo(f"not in this Python: {', '.join(absent)}")
    sys.exit(3 if broken else 1 if different else 0)


def _compared(subject: Subject) -> Comparison | Broken:
    try:
        return compare(subject)
    except Broken as error:
        return error


def _rows(one: Comparison) -> Iterator[str]:
    verdict = f"{len(one.different)} different" if one.different else "equal"
    yield ROW.format(
        one.subject, one.sites, one.tests, one.left_out or "", one.failed_plain or "", verdict
    )
    for test, what in one.different.items():
        first, *reason = what.splitlines()
        yield f"    {test}: {first}"
        if reason:
            yield f"        {reason[-1]}"


if __name__ == "__main__":
    transparency()
