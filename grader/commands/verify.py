"""`python -m grader verify`: the proof that the exercises judge rightly."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from time import perf_counter

import click
from rich.cells import set_cell_size

from grader.catalogue import find
from grader.commands.settings import Exit, Settings, wants_color
from grader.commands.watch import Counter, counting
from grader.grading import any_seed
from grader.i18n import _, ngettext
from grader.jobs import Jobs, default_jobs
from grader.verification import Case, Proof, Role, cases

SCHEMA = "grader/verify/v1"


@dataclass(frozen=True, slots=True)
class Request:
    """What to prove, all exercises when none is named, and with how many gradings at once."""

    exercises: tuple[str, ...]
    seed: int | None = None
    jobs: int | None = None
    as_json: bool = False


def verify_exercises(settings: Settings, request: Request) -> int:
    """Prove what is asked for, and report; exit status 1 when one fault was found."""
    started = perf_counter()
    exercises = find(settings.root, request.exercises or ["all"])
    to_prove = [case for exercise in exercises for case in cases(exercise)]
    seed = any_seed() if request.seed is None else request.seed
    proofs = _proven(to_prove, seed, settings, request)
    seconds = perf_counter() - started
    if request.as_json:
        click.echo(json.dumps(_plain(proofs, seed, seconds), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_summary(proofs, seed, seconds)), color=wants_color(sys.stdout))
    return Exit.FAILED if any(proof.faults for proof in proofs) else Exit.OK


def _proven(
    to_prove: Sequence[Case], seed: int, settings: Settings, request: Request
) -> list[Proof]:
    """The proofs in the order of the cases; each is shown as soon as there is one."""
    proofs: dict[tuple[str, str], Proof] = {}
    with Jobs(request.jobs or default_jobs(), seed) as jobs, counting(len(to_prove)) as counter:
        counter.step("")
        for proof in jobs.prove(to_prove):
            proofs[_key(proof.case)] = proof
            if not request.as_json:
                _print_proof(proof, counter)
            if settings.debug and proof.trouble:
                click.echo("\n".join(proof.trouble), err=True)
            counter.step(next((_label(case) for case in jobs.under_way), ""))
    return [proofs[_key(case)] for case in to_prove]


def _key(case: Case) -> tuple[str, str]:
    return case.exercise.id, case.name


def _label(case: Case) -> str:
    return f"{case.exercise.short}  {case.name}"


def _print_proof(proof: Proof, counter: Counter) -> None:
    word = click.style("FAIL", fg="red") if proof.faults else click.style("ok  ", fg="green")
    line = f"{word}  {set_cell_size(_label(proof.case), 50)} {proof.seconds:6.2f} s"
    counter.say("\n".join([line, *(f"        {fault}" for fault in proof.faults)]))


def _summary(proofs: Sequence[Proof], seed: int, seconds: float) -> Iterator[str]:
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


def _plain(proofs: Sequence[Proof], seed: int, seconds: float) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "passed": not any(proof.faults for proof in proofs),
        "seed": seed,
        "seconds": round(seconds, 3),
        "cases": [
            {
                "exercise": proof.case.exercise.id,
                "case": proof.case.name,
                "role": str(proof.case.role),
                "passed": not proof.faults,
                "faults": list(proof.faults),
                "verdicts": dict(proof.verdicts),
                "seconds": proof.seconds,
            }
            for proof in proofs
        ],
    }
