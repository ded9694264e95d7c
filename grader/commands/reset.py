"""`python -m grader reset ex09`: the stub again, and never a line of the student's lost."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import click

from grader.catalogue import find
from grader.commands.settings import Exit, Settings
from grader.exercise import BadExercise, Exercise, shown
from grader.i18n import _


def reset_files(settings: Settings, asked: Sequence[str]) -> int:
    """Put back the stubs of the exercises asked for, each file kept as a backup first."""
    exercises = find(settings.root, asked)
    stubs = {
        exercise.folder / name: _stub(exercise, name)
        for exercise in exercises
        for name in exercise.files
    }
    for file in stubs:
        if file.is_dir():
            raise click.UsageError(
                _("{file} is a folder; move it away first.").format(file=shown(file))
            )
    for file, stub in stubs.items():
        _reset(file, stub)
    return Exit.OK


def _stub(exercise: Exercise, name: str) -> bytes:
    try:
        return (exercise.stub / name).read_bytes()
    except OSError as error:
        raise BadExercise(exercise.stub / name, "", _("the stub"), str(error)) from None


def _reset(file: Path, stub: bytes) -> None:
    name = shown(file)
    if file.is_file() and file.read_bytes() == stub:
        click.echo(_("{file} is the stub already.").format(file=name))
        return
    if file.is_file():
        backup = _backup(file)
        click.echo(_("Your file is kept as {backup}.").format(backup=shown(backup)))
    # Written beside and moved in: an interruption leaves the old file or the new one.
    draft = file.with_name(f"{file.name}.{os.getpid()}.draft")
    draft.write_bytes(stub)
    draft.replace(file)
    click.echo(_("{file} is the stub again.").format(file=name))


def _backup(file: Path) -> Path:
    """A copy under the first free name; a backup that exists is never written over."""
    content = file.read_bytes()
    for number in count(1):
        backup = file.with_name(f"{file.name}.backup-{number}")
        try:
            with backup.open("xb") as stream:
                stream.write(content)
        except FileExistsError:
            continue
        return backup
    raise AssertionError("numbers do not end")
