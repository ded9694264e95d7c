"""What a terminal shows while a grading runs: on stderr, and nothing at all in a pipe."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING

import click

from grader.commands.settings import wants_color

if TYPE_CHECKING:
    from grader.exercise import Exercise
    from grader.grading.moment import Listener, Moment


@contextlib.contextmanager
def watching(exercises: Sequence[Exercise]) -> Iterator[Listener]:
    """A listener that keeps one line of a terminal up to date until the block ends."""
    from grader.grading.moment import nobody

    if not _watchable():
        yield nobody
        return
    from rich.console import Console
    from rich.status import Status
    from rich.text import Text

    titles = {e.id: (place, e) for place, e in enumerate(exercises, start=1)}
    # The file is named: a suite's run may replace sys.stderr for a while.
    console = Console(file=sys.stderr, no_color=not wants_color(sys.stderr))
    with Status("", console=console) as status:

        def show(moment: Moment) -> None:
            place, exercise = titles[moment.exercise]
            which = f"{place}/{len(titles)}  " if len(titles) > 1 else ""
            checks = f"{moment.done}/{moment.total}" if moment.total else ""
            line = f"{which}{exercise.short}  {exercise.title}  {checks}  {moment.title}"
            status.update(Text(line, no_wrap=True, overflow="ellipsis"))

        yield show


class Counter:
    """How far a number of cases is: `step` names what is under way, `say` prints a line."""

    def step(self, name: str) -> None:
        """Call at first, and after each case; shows nothing where nobody watches."""

    def say(self, line: str) -> None:
        """A line for stdout; ANSI colours in it are dropped where they are not wanted."""
        click.echo(line, color=wants_color(sys.stdout))


@contextlib.contextmanager
def counting(total: int) -> Iterator[Counter]:
    """A counter with a bar on stderr while the block lasts, where stderr is a terminal."""
    if not _watchable():
        yield Counter()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.table import Column

    name = TextColumn(
        "{task.description}", markup=False, table_column=Column(no_wrap=True, ratio=1)
    )
    console = Console(file=sys.stderr, no_color=not wants_color(sys.stderr))
    columns = (MofNCompleteColumn(), BarColumn(bar_width=20), name)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total)
        done = count()

        class Barred(Counter):
            def step(self, name: str) -> None:
                bar.update(task, completed=next(done), description=name)

            def say(self, line: str) -> None:
                if not sys.stdout.isatty():
                    super().say(line)
                    return
                # Both are one terminal, so the bar has to make room for the line.
                bar.stop()
                super().say(line)
                bar.start()

        yield Barred()


def _watchable() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
