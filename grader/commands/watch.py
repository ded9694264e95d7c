"""What a terminal shows while a grading runs: on stderr, and nothing at all in a pipe."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING

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


@contextlib.contextmanager
def counting(total: int) -> Iterator[Callable[[str], None]]:
    """A function to call with what is under way: at first, and after each of `total` cases."""
    if not _watchable():
        yield lambda _name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (MofNCompleteColumn(), BarColumn(), TextColumn("{task.description}", markup=False))
    console = Console(file=sys.stderr, no_color=not wants_color(sys.stderr))
    # Lines for stdout pass above the bar where both are one terminal, and are left alone elsewhere.
    both = sys.stdout.isatty()
    with Progress(*columns, console=console, transient=True, redirect_stdout=both) as bar:
        task = bar.add_task("", total=total)
        done = count()

        def step(name: str) -> None:
            bar.update(task, completed=next(done), description=name)

        yield step


def _watchable() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
