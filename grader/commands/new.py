"""`python -m grader new ex37_name`: the files of a new exercise, for an author to fill in."""

from __future__ import annotations

import click

from grader import exercise as exercises
from grader import scaffold
from grader.commands.settings import Exit, Settings
from grader.i18n import _


def new_exercise(settings: Settings, exercise_id: str, part: int, module: str | None) -> int:
    """Write the files. Nothing that exists is written over; raises UsageError instead."""
    if not exercises.FOLDER_NAME.fullmatch(exercise_id):
        raise click.UsageError(
            _("{id}: expected an id such as ex37_work_stealing").format(id=exercise_id)
        )
    name = module or exercise_id[5:]
    if not name.isidentifier():
        raise click.UsageError(_("{name}: expected the name of a module").format(name=name))
    number = exercise_id[:4]
    taken = [other for other in exercises.ids(settings.root) if other.startswith(f"{number}_")]
    if taken:
        raise click.UsageError(
            _("{number} is taken by {other}").format(number=number, other=taken[0])
        )
    files = scaffold.files(exercise_id, part, name)
    for path in files:
        if (settings.root / path).exists():
            raise click.UsageError(_("{path} exists already").format(path=path))
    for path, text in files.items():
        file = settings.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        click.echo(path)
    click.echo()
    click.echo(
        _(
            "Write the contract first: the stub and README.md. "
            "What is still missing: python -m grader verify {number}"
        ).format(number=number)
    )
    return Exit.OK
