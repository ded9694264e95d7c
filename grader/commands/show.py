"""`python -m grader show ex09`: the task, in the reader's language; `show part2`: its thread."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from grader.catalogue import find_one
from grader.commands.settings import Exit, Settings, wants_color, width
from grader.exercise import BadExercise, readme
from grader.i18n import _, current


def show_task(settings: Settings, asked: str) -> int:
    """Print the README: laid out for a terminal, as it stands for a pipe."""
    folder = _of_a_part(settings.root, asked) or find_one(settings.root, asked).folder
    file = readme(folder, current())
    if not file.is_file():
        file = readme(folder, "en")
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadExercise(file, "", _("the task's text"), str(error)) from None
    if sys.stdout.isatty():
        _render(text)
    else:
        click.echo(text)
    return Exit.OK


def _of_a_part(root: Path, asked: str) -> Path | None:
    """The folder of the text about a part, or about all of them; None for anything else."""
    word = asked.strip().lower()
    part = re.fullmatch(r"part[ _-]?(\d+)", word)
    folder = root / "exercises" / (f"part{int(part[1])}" if part else "")
    return folder if (part or word == "all") and readme(folder, "en").is_file() else None


def _render(text: str) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(no_color=not wants_color(sys.stdout), width=min(width(), 100))
    console.print(Markdown(text))
