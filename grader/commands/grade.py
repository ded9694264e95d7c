"""`python -m grader ex09`: grade answers and report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader import warm
from grader.catalogue import find
from grader.commands.outputs import Output, write
from grader.commands.settings import Exit, Settings
from grader.commands.watch import watching
from grader.exercise import BadExercise, Exercise, discover
from grader.i18n import _
from grader.result import Result, Status

if TYPE_CHECKING:
    from grader.grading import Answer, Grading


@dataclass(frozen=True, slots=True)
class Request:
    """What to grade: the student's files of `exercises`, or the solutions, or the file `path`."""

    exercises: tuple[str, ...]
    solution: bool = False
    path: Path | None = None
    seed: int | None = None
    coverage: bool = False


def grade(settings: Settings, request: Request, outputs: Sequence[Output]) -> int:
    """Grade, report, remember; gives the exit status."""
    exercises = find(settings.root, request.exercises, also=_verbs())
    _refuse(request, exercises)
    gradings = _graded(request, exercises)
    results = [grading.result for grading in gradings]
    try:
        write(results, outputs, settings, _next(settings))
    except OSError as error:
        click.echo(_("The report cannot be written: {reason}").format(reason=error), err=True)
        return Exit.KIT_FAILED
    _explain(gradings, settings)
    return _exit_status(results)


def _graded(request: Request, exercises: Sequence[Exercise]) -> list[Grading]:
    started = warm.start(warm.new_mark()) if warm.can_fork() else None
    from grader import progress
    from grader.grading import Grader, any_seed

    seed = any_seed() if request.seed is None else request.seed
    gradings = []
    grader_at_work = Grader(coverage=request.coverage, started=started)
    with grader_at_work as grader, watching(exercises) as listener:
        for exercise in exercises:
            version = progress.version_now(exercise)
            grading = grader.grade(exercise, _answer(exercise, request), seed, listener)
            gradings.append(grading)
            if not request.solution and request.path is None:
                progress.remember(exercise, version, grading.result)
    return gradings


def _answer(exercise: Exercise, request: Request) -> Answer:
    from grader.grading import Answer

    if request.path is not None:
        return Answer.from_path(exercise, request.path)
    return Answer.in_folder(exercise, exercise.solution if request.solution else exercise.folder)


def _refuse(request: Request, exercises: Sequence[Exercise]) -> None:
    if request.path is None:
        return
    if request.solution:
        raise click.UsageError(_("--solution and --file are two different answers; give one."))
    if len(exercises) != 1:
        raise click.UsageError(
            _("--file is the answer to one exercise; {n} were named.").format(n=len(exercises))
        )
    if request.path.is_dir() and len(exercises[0].files) == 1:
        raise click.UsageError(
            _("{path} is a folder; expected a Python file such as {module}.").format(
                path=request.path, module=exercises[0].module
            )
        )


def _verbs() -> list[str]:
    from grader.cli import cli

    return [name for name, command in cli.commands.items() if not command.hidden]


def _next(settings: Settings) -> str:
    from grader.progress import next_to_do

    try:
        following = next_to_do(list(discover(settings.root)))
    except BadExercise:
        return ""
    return following.short if following else ""


def _explain(gradings: Sequence[Grading], settings: Settings) -> None:
    trouble = [text for grading in gradings for text in grading.trouble]
    if trouble and settings.debug:
        click.echo("\n".join(trouble), err=True)
    elif trouble:
        click.echo(_("The kit failed, not you. With --debug it says where."), err=True)


def _exit_status(results: Sequence[Result]) -> int:
    if any(result.status is Status.ERROR for result in results):
        return Exit.KIT_FAILED
    return Exit.OK if all(result.passed for result in results) else Exit.FAILED
