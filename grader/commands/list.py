"""`python -m grader`: the exercises, how far the student is, and what to do next."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby

import click
from rich.cells import cell_len, set_cell_size

from grader.commands.settings import Exit, Settings, wants_color, width
from grader.exercise import PARTS, BadExercise, Exercise, ids, load
from grader.i18n import N_, _
from grader.progress import Progress, State, next_to_do, progress

WORDS = {
    State.NOT_TRIED: N_("not tried"),
    State.CHANGED: N_("not graded yet"),
    State.FAILING: N_("failing"),
    State.PASSED: N_("passed"),
}
COLORS = {State.FAILING: "red", State.PASSED: "green", State.CHANGED: "yellow"}
WIDEST_TITLE = 40


def show_list(settings: Settings) -> int:
    """Print the list; exercises whose files are damaged are named after the others."""
    exercises, damaged = _load_all(settings)
    table = [(exercise, progress(exercise)) for exercise in exercises]
    click.echo("\n".join(_lines(table)), color=wants_color(sys.stdout))
    for error in damaged:
        click.echo(_("The kit is damaged. {what}").format(what=error), err=True)
    return Exit.KIT_FAILED if damaged else Exit.OK


def _load_all(settings: Settings) -> tuple[list[Exercise], list[BadExercise]]:
    exercises, damaged = [], []
    for exercise_id in ids(settings.root):
        try:
            exercise = load(settings.root, exercise_id)
            exercise.checks  # noqa: B018  (read here, so that a damaged suite is found here)
        except BadExercise as error:
            damaged.append(error)
        else:
            exercises.append(exercise)
    return exercises, damaged


def _lines(table: Sequence[tuple[Exercise, Progress]]) -> Iterator[str]:
    if not table:
        yield _("There are no exercises here.")
        return
    words = max(cell_len(_(word)) for word in WORDS.values())
    # Beside the title stand: two spaces, "ex09  ", two gaps, the state, and " 10/10".
    title = min(WIDEST_TITLE, width() - words - 18)
    title = min(title, max(cell_len(exercise.title) for exercise, _where in table))
    for part, rows in groupby(table, key=lambda row: row[0].part):
        name = _(PARTS[part]) if part in PARTS else ""
        heading = _("Part {part}: {name}") if name else _("Part {part}")
        yield click.style(heading.format(part=part, name=name), bold=True)
        for exercise, where in rows:
            yield _row(exercise, where, title, words)
        yield ""
    yield from _summary(table)


def _row(exercise: Exercise, where: Progress, title: int, words: int) -> str:
    state = set_cell_size(_(WORDS[where.state]), words)
    score = "-" if where.score is None else str(where.score)
    return (
        f"  {exercise.short}  {_fit(exercise.title, title)}  "
        + click.style(state, fg=COLORS.get(where.state))
        + f"  {score:>2}/{exercise.points}"
    )


def _summary(table: Sequence[tuple[Exercise, Progress]]) -> Iterator[str]:
    passed = sum(where.state is State.PASSED for _exercise, where in table)
    yield _("{passed} of {n} passed, {score} of {points} points.").format(
        passed=passed,
        n=len(table),
        score=sum(where.score or 0 for _exercise, where in table),
        points=sum(exercise.points for exercise, _where in table),
    )
    following = next_to_do([exercise for exercise, _where in table])
    if following is None:
        yield _("Everything is done.")
        return
    yield _("Next: {id}  {title}").format(id=following.short, title=following.title)
    yield _("  the task:  python -m grader show {id}").format(id=following.short)
    yield _("  grade it:  python -m grader {id}").format(id=following.short)


def _fit(text: str, cells: int) -> str:
    return set_cell_size(text if cell_len(text) <= cells else text[: cells - 1] + "…", cells)
