"""`python -m grader show ex09`: the task, in the reader's language."""

from __future__ import annotations

import sys

import click

from grader.catalogue import find_one
from grader.commands.settings import Exit, Settings, wants_color, width
from grader.exercise import BadExercise
from grader.i18n import _, current


def show_task(settings: Settings, asked: str) -> int:
    """Print the README: laid out for a terminal, as it stands for a pipe."""
    exercise = find_one(settings.root, asked)
    file = exercise.readme(current())
    if not file.is_file():
        file = exercise.readme("en")
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadExercise(file, "", _("the task's text"), str(error)) from None
    if sys.stdout.isatty():
        _render(text)
    else:
        click.echo(text)
    return Exit.OK


def _render(text: str) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(no_color=not wants_color(sys.stdout), width=min(width(), 100))
    console.print(Markdown(text))
