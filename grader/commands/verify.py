"""`python -m grader verify`: the proof that the exercises judge rightly."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby

import click
from rich.cells import set_cell_size

from grader.catalogue import find
from grader.commands.settings import Exit, Settings, wants_color
from grader.commands.watch import counting
from grader.grading import Grader, any_seed
from grader.i18n import _, ngettext
from grader.verification import Proof, Role, cases, prove

SCHEMA = "grader/verify/v1"


def verify_exercises(
    settings: Settings, asked: Sequence[str], seed: int | None, *, as_json: bool
) -> int:
    """Prove the exercises asked for, all without any; exit status 1 when one fault was found."""
    exercises = find(settings.root, asked or ["all"])
    to_prove = [case for exercise in exercises for case in cases(exercise)]
    seed = any_seed() if seed is None else seed
    proofs = []
    with Grader() as grader, counting(len(to_prove)) as step:
        for case in to_prove:
            step(f"{case.exercise.short}  {case.name}")
            proof = prove(case, grader, seed)
            proofs.append(proof)
            if not as_json:
                _print_proof(proof, settings)
    if as_json:
        click.echo(json.dumps(_plain(proofs, seed), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_summary(proofs, seed)), color=wants_color(sys.stdout))
    return Exit.FAILED if any(proof.faults for proof in proofs) else Exit.OK


def _print_proof(proof: Proof, settings: Settings) -> None:
    word = click.style("FAIL", fg="red") if proof.faults else click.style("ok  ", fg="green")
    name = set_cell_size(proof.case.name, 44)
    line = f"{word}  {proof.case.exercise.short}  {name} {proof.seconds:6.2f} s"
    click.echo(line, color=wants_color(sys.stdout))
    for fault in proof.faults:
        click.echo(f"        {fault}")
    if settings.debug:
        click.echo("\n".join(proof.trouble), err=True)


def _summary(proofs: Sequence[Proof], seed: int) -> Iterator[str]:
    yield ""
    roles = (Role.ACCEPTED, Role.REJECTED)
    columns = [
        _("exercise"),
        _("checks"),
        _("points"),
        *(_word(role) for role in roles),
        _("faults"),
    ]
    yield _table_row(columns)
    for exercise, group in groupby(proofs, key=lambda proof: proof.case.exercise):
        of_one = list(group)
        counts = [_count(of_one, role) for role in roles]
        faults = sum(len(proof.faults) for proof in of_one)
        checks, points = len(exercise.checks), exercise.points
        yield _table_row([exercise.id, str(checks), str(points), *counts, str(faults)])
    faults = sum(len(proof.faults) for proof in proofs)
    yield ""
    verdict = (
        ngettext("{n} fault in {cases} cases.", "{n} faults in {cases} cases.", faults)
        if faults
        else _("Proven: {cases} cases, no fault.")
    )
    seconds = sum(proof.seconds for proof in proofs)
    yield (
        verdict.format(n=faults, cases=len(proofs))
        + " "
        + _("{seconds:.1f} s, seed {seed}.").format(seconds=seconds, seed=seed)
    )


def _word(role: Role) -> str:
    return _("accepted") if role is Role.ACCEPTED else _("rejected")


def _count(proofs: Sequence[Proof], role: Role) -> str:
    of_role = [proof for proof in proofs if proof.case.role is role]
    return f"{sum(not proof.faults for proof in of_role)}/{len(of_role)}"


def _table_row(cells: Sequence[str]) -> str:
    first, *others = cells
    return set_cell_size(first, 30) + "".join(set_cell_size(f"  {cell}", 10) for cell in others)


def _plain(proofs: Sequence[Proof], seed: int) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "passed": not any(proof.faults for proof in proofs),
        "seed": seed,
        "cases": [
            {
                "exercise": proof.case.exercise.id,
                "case": proof.case.name,
                "role": str(proof.case.role),
                "passed": not proof.faults,
                "faults": list(proof.faults),
                "seconds": proof.seconds,
            }
            for proof in proofs
        ],
    }
