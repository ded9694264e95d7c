"""`new` writes a whole exercise, and `verify` says what an author still has to do."""

from __future__ import annotations

import pytest
from kits import Kit

from grader.exercise import load
from grader.scaffold import PLACEHOLDER, files


def test_what_is_written_can_be_graded_and_every_placeholder_is_named(kit: Kit) -> None:
    ran = kit.run("new", "ex40_work_stealing", "--part", 3)
    assert ran.status == 0
    exercise = load(kit.root, "ex40_work_stealing")
    assert (exercise.part, exercise.module, exercise.points) == (3, "work_stealing.py", 1)

    proof = kit.run("verify", "ex40", "--format", "json").json
    faults = {case["case"]: case["faults"] for case in proof["cases"] if case["faults"]}
    assert set(faults) == {"texts"}
    for path, text in files("ex40_work_stealing", 3, "work_stealing").items():
        assert PLACEHOLDER in text
        assert any(fault.startswith(f"{path}: still placeholders") for fault in faults["texts"])


def test_a_filled_in_exercise_has_no_placeholder_left(kit: Kit) -> None:
    proof = kit.run("verify", "ex01", "--format", "json").json
    assert not [fault for case in proof["cases"] for fault in case["faults"]]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["ex1_short"], "ex37_work_stealing"),
        (["ex01_other"], "ex01_add"),
        (["ex40_name", "--module", "a-b"], "a-b"),
        (["ex40_name", "--part", "9"], "1<=x<=4"),
    ],
)
def test_a_name_that_will_not_do_is_refused(kit: Kit, typed: list[str], said: str) -> None:
    ran = kit.run("new", *typed)
    assert ran.status == 2
    assert said in ran.err
    assert not list(kit.root.glob("exercises/ex40*"))


def test_nothing_is_written_over(kit: Kit) -> None:
    kit.write("solutions/ex40_name/name.py", b"mine")
    ran = kit.run("new", "ex40_name")
    assert ran.status == 2
    assert "solutions/ex40_name/name.py" in ran.err
    assert kit.file("solutions/ex40_name/name.py").read_bytes() == b"mine"
    assert not list(kit.root.glob("exercises/ex40*"))
