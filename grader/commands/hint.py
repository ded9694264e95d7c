"""`python -m grader hint ex09`: one more hint each time."""

from __future__ import annotations

import click

from grader.catalogue import find_one
from grader.commands.settings import Exit, Settings, width
from grader.exercise import BadExercise
from grader.hints import hints
from grader.i18n import _
from grader.progress import hints_taken, take_hint
from grader.reports.layout import WIDEST, wrap


def show_hint(settings: Settings, asked: str, level: int | None) -> int:
    """Print the hint number `level`, or the one after those already seen."""
    exercise = find_one(settings.root, asked)
    staged = hints(exercise)
    last = len(staged.staged)
    if not last:
        raise BadExercise(exercise.folder / "hints.toml", "staged", _("hints"), _("none"))
    number = min(level or hints_taken(exercise) + 1, last)
    take_hint(exercise, number)
    click.echo(
        _("Hint {number} of {last} for {id}  {title}").format(
            number=number, last=last, id=exercise.short, title=exercise.title
        )
    )
    click.echo()
    click.echo("\n".join(wrap(staged.stage(number), min(width(), WIDEST))))
    click.echo()
    if number < last:
        click.echo(_("One more: python -m grader hint {id}").format(id=exercise.short))
    else:
        click.echo(
            _(
                "That was the last hint. An earlier one: python -m grader hint {id} --level 1"
            ).format(id=exercise.short)
        )
    return Exit.OK
