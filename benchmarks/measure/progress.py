"""What is being measured now: a bar on a terminal, a line a step in a pipe or a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


class Steps:
    """`with steps.step("power", "abba"):` around each thing that is measured. Writes to stderr."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._bar: Progress | None = None
        if sys.stderr.isatty():
            columns = TextColumn("{task.description}"), BarColumn(20), MofNCompleteColumn()
            self._bar = Progress(
                *columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True
            )
            self._task = self._bar.add_task("", total=total)

    def __enter__(self) -> Steps:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    @contextmanager
    def step(self, part: str, name: str) -> Iterator[None]:
        start = time.perf_counter()
        if self._bar is not None:
            self._bar.update(self._task, description=f"{part}: {name}")
        yield
        self.done(part, name, time.perf_counter() - start)

    def done(self, part: str, name: str, seconds: float) -> None:
        """One thing more has been measured."""
        self._done += 1
        if self._bar is not None:
            self._bar.update(self._task, description=f"{part}: {name}", advance=1)
        else:
            click.echo(f"{self._done}/{self._total} {part}: {name} {seconds:.1f} s", err=True)
