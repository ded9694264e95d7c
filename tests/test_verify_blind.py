"""`verify` notices when any one check of a suite has gone blind."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest
from kits import FIXTURES, REPOSITORY, Kit

from grader import exercise as exercises
from grader.exercise import Exercise
from grader.grading import Grader
from grader.verification import Case, Role, cases, prove, read_header

SHIPPED = list(exercises.discover(REPOSITORY))
OF_AN_EXERCISE = ("exercises", "grader/suites", "grader/stubs", "solutions", "tests/submissions")


def blind(suite: Path, check: str) -> None:
    """Make one check of a suite pass, whatever it is given."""
    source = suite.read_text(encoding="utf-8")
    tree = ast.parse(source)
    [function] = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == check]
    lines = source.splitlines()
    lines[function.body[0].lineno - 1 : function.end_lineno] = ["    pass"]
    suite.write_text("\n".join(lines) + "\n", encoding="utf-8")


def says_blind(case: Case, check: str, grader: Grader) -> bool:
    """Whether the proof of `case` complains that `check` has passed."""
    faults = prove(case, grader, seed=1).faults
    return any(fault.startswith(f"{check}: ") and fault.endswith("got passed") for fault in faults)


def every_check(kit: Path) -> list[tuple[str, str]]:
    return [(e.id, check.id) for e in exercises.discover(kit) for check in e.checks]


@pytest.mark.parametrize(("exercise", "check"), every_check(FIXTURES / "kit"))
def test_one_blind_check_is_found_out(
    kit: Kit, warm_grader: Grader, exercise: str, check: str
) -> None:
    blind(kit.file(f"grader/suites/{exercise}.py"), check)
    of_all = cases(exercises.load(kit.root, exercise))
    assert any(says_blind(case, check, warm_grader) for case in of_all)


def test_one_blind_check_makes_the_command_exit_1(kit: Kit) -> None:
    blind(kit.file("grader/suites/ex01_add.py"), "keeps_a_total")
    ran = kit.run("verify", "ex01")
    assert ran.status == 1
    assert "keeps_a_total: expected wrong_result, got passed" in ran.out


@pytest.mark.parametrize("exercise", SHIPPED, ids=lambda e: e.id)
def test_a_known_answer_fails_every_check_of_a_shipped_suite(
    exercise: Exercise, warm_grader: Grader
) -> None:
    [checks] = [case for case in cases(exercise) if case.role is Role.CHECKS]
    assert prove(checks, warm_grader, seed=1).faults == ()


@pytest.mark.slow
@pytest.mark.parametrize(("exercise", "check"), every_check(REPOSITORY))
def test_one_blind_check_of_a_shipped_suite_is_found_out(
    tmp_path: Path, warm_grader: Grader, exercise: str, check: str
) -> None:
    for folder in OF_AN_EXERCISE:
        for path in (REPOSITORY / folder).glob(f"{exercise}*"):
            copy = shutil.copytree if path.is_dir() else shutil.copyfile
            (tmp_path / folder).mkdir(parents=True, exist_ok=True)
            copy(path, tmp_path / folder / path.name)
    blind(tmp_path / "grader" / "suites" / f"{exercise}.py", check)
    copied = exercises.load(tmp_path, exercise)
    may_notice = [case for case in cases(copied) if _has_to_fail(case, check)]
    assert any(says_blind(case, check, warm_grader) for case in may_notice)


def _has_to_fail(case: Case, check: str) -> bool:
    if case.role is Role.STUB:
        return check in case.exercise.about
    module = case.path / case.exercise.module if case.path.is_dir() else case.path
    return case.role is Role.REJECTED and check in read_header(module).must_fail
