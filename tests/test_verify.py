"""`verify` finds whatever is wrong with an exercise."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from kits import Kit

from grader.exercise import load
from grader.grading import Grader
from grader.verification import cases, prove

SUITE = "grader/suites/ex01_add.py"
REJECTED = "tests/submissions/ex01_add/rejected"


Prove = Callable[..., dict[str, list[str]]]


@pytest.fixture
def faults(kit: Kit, warm_grader: Grader, monkeypatch: pytest.MonkeyPatch) -> Prove:
    """What is found wrong with ex01, by case; only the cases named are put to the proof."""
    monkeypatch.chdir(kit.root)

    def prove_them(*names: str) -> dict[str, list[str]]:
        of_all = cases(load(kit.root, "ex01_add"))
        chosen = [case for case in of_all if not names or case.name in names]
        assert len(chosen) >= len(names)
        proofs = [prove(case, warm_grader, seed=1) for case in chosen]
        return {proof.case.name: list(proof.faults) for proof in proofs if proof.faults}

    return prove_them


def test_a_sound_exercise_is_proven_case_by_case(kit: Kit) -> None:
    ran = kit.run("verify", "ex01")
    assert ran.status == 0
    lines = [line for line in ran.out.splitlines() if line.startswith("ok")]
    assert len(lines) == 4 + 3 + 5  # texts, checks, reference, stub; accepted; rejected
    assert re.search(r"ex01_add\s+3\s+6\s+3/3\s+5/5\s+0", ran.out)
    assert "Proven: 12 cases, no fault." in ran.out
    assert ran.err == ""


def test_the_seed_of_a_proof_is_told_and_can_be_given(kit: Kit) -> None:
    assert kit.run("verify", "ex02", "--seed", 7, "--format", "json").json["seed"] == 7
    assert "seed 7" in kit.run("verify", "ex02", "--seed", 7).out


def test_a_blind_suite_makes_the_command_exit_1_and_say_what_came(kit: Kit) -> None:
    kit.change(SUITE, "import N_, _, check, same", "import N_, _, check")
    kit.change(SUITE, "\n\n@check(1,", "\n\ndef same(*anything): ...\n\n\n@check(1,")
    ran = kit.run("verify", "ex01", "--format", "json")
    found = {case["case"]: case["faults"] for case in ran.json["cases"] if case["faults"]}
    assert ran.status == 1
    assert ran.json["passed"] is False
    assert found["rejected/minus.py"] == ["adds_two_numbers: expected wrong_result, got passed"]
    assert set(found) == {
        "stub",
        "rejected/forgets.py",
        "rejected/minus.py",
        "rejected/or_left.py",
    }


def test_a_suite_that_refuses_a_right_answer_is_found_out(kit: Kit, faults: Prove) -> None:
    kit.change(SUITE, "a + b, _(", "a + b + 1, _(")
    found = faults("reference", "accepted/plus.py")
    [fault] = found["reference"]
    assert fault.startswith("adds_two_numbers: expected passed, got wrong_result")
    assert found["accepted/plus.py"]


def test_a_wrong_answer_refused_for_another_reason_is_found_out(kit: Kit, faults: Prove) -> None:
    kit.change(f"{REJECTED}/minus.py", "# kind: wrong_result", "# kind: race")
    [fault] = faults("rejected/minus.py")["rejected/minus.py"]
    assert fault.startswith("adds_two_numbers: expected race, got wrong_result")


def test_a_stub_that_passes_what_it_is_about_is_found_out(kit: Kit, faults: Prove) -> None:
    kit.change("grader/stubs/ex01_add/add.py", "a - b", "a + b")
    assert faults("stub")["stub"] == ["adds_two_numbers: expected the stub to fail, got passed"]


@pytest.mark.parametrize("path", ["solutions/ex01_add/add.py", f"{REJECTED}/minus.py"])
@pytest.mark.parametrize("content", [b"\xff", b"def add(:", None])
def test_an_answer_that_cannot_be_read_is_a_fault_and_no_crash(
    kit: Kit, faults: Prove, path: str, content: bytes | None
) -> None:
    case = "reference" if path.startswith("solutions") else "rejected/minus.py"
    if content is None:
        kit.file(path).unlink()
        if case != "reference":
            kit.file(path).mkdir()
    else:
        kit.write(path, content)
    assert faults(case)[case]


@pytest.mark.parametrize(
    ("file", "old", "new", "case", "said"),
    [
        ("exercises/ex01_add/exercise.toml", "about = [", "# [", "stub", "about: expected"),
        ("exercises/ex01_add/exercise.toml", '["adds_two', '["adds_to', "stub", "no check adds_to"),
        (f"{REJECTED}/forgets.py", "# must", "# may", "checks", "keeps_a_total: nothing proves"),
        ("exercises/ex01_add/hints.toml", "[on.wrong_result]", "[on.wrong]", "texts", "'wrong'"),
        ("exercises/ex01_add/hints.toml", '"keeps_a', '"keep_a', "texts", "keep_a_total"),
        (
            f"{REJECTED}/minus.py",
            "# must fail: adds",
            "# fails: adds",
            "rejected/minus.py",
            "header",
        ),
        (f"{REJECTED}/minus.py", "kind: wrong_result", "kind: odd", "rejected/minus.py", "header"),
        (
            f"{REJECTED}/minus.py",
            "fail: adds_two",
            "fail: add_two",
            "rejected/minus.py",
            "no check",
        ),
        ("solutions/ex01_add/add.py", "class Adder", "class Adding", "reference", "Adder"),
        ("grader/stubs/ex01_add/add.py", "class Adder", "class Adding", "stub", "Adder"),
    ],
)
def test_whatever_is_missing_is_named(
    kit: Kit, faults: Prove, file: str, old: str, new: str, case: str, said: str
) -> None:
    kit.change(file, old, new)
    assert said in "\n".join(faults(case)[case])


def test_a_task_missing_in_one_language_is_named(kit: Kit, faults: Prove) -> None:
    kit.file("exercises/ex01_add/README.ko.md").unlink()
    assert "README.ko.md" in faults("texts")["texts"][0]


def test_too_few_known_answers_are_named(kit: Kit) -> None:
    ran = kit.run("verify", "ex02", "--format", "json")
    assert ran.status == 1
    found = ran.json["cases"][0]["faults"]
    assert any("accepted: expected at least 3 answers, found 0" in fault for fault in found)
    assert any("rejected: expected at least 5 answers, found 0" in fault for fault in found)


@pytest.mark.parametrize("kind", ["missing_name", "import_error"])
def test_an_answer_refused_before_any_check_proves_none(kit: Kit, faults: Prove, kind: str) -> None:
    kit.change(f"{REJECTED}/forgets.py", "# kind: wrong_result", f"# kind: {kind}")
    [fault] = faults("checks")["checks"]
    assert fault.startswith("keeps_a_total: nothing proves this check")


@pytest.mark.parametrize("case", ["rejected/forgets.py", "stub"])
def test_an_answer_that_ends_while_it_is_loaded_proves_no_check(
    kit: Kit, faults: Prove, case: str
) -> None:
    path = "grader/stubs/ex01_add/add.py" if case == "stub" else f"{REJECTED}/forgets.py"
    kit.write(path, kit.file(path).read_text() + "\n\nimport os\nos._exit(0)\n")
    kit.change(f"{REJECTED}/forgets.py", "# kind: wrong_result", "# kind: killed")
    [fault] = faults(case)[case]
    assert "before any check ran; this proves no check" in fault


def test_what_is_named_by_an_unreadable_answer_is_not_proven(kit: Kit, faults: Prove) -> None:
    kit.write(f"{REJECTED}/forgets.py", b"\xff")
    assert set(faults("checks", "rejected/forgets.py")) == {"checks", "rejected/forgets.py"}


def test_a_suite_that_fails_itself_is_found_out_and_explained_with_debug(kit: Kit) -> None:
    kit.change(SUITE, "    number = lab.rng", "    raise TypeError('oops')\n    number = lab.rng")
    ran = kit.run("verify", "ex01", "--debug")
    assert ran.status == 1
    assert "TypeError: oops" in ran.out
    assert "Traceback" in ran.err


def test_a_damaged_exercise_stops_the_proof_with_3(kit: Kit) -> None:
    kit.change("exercises/ex02_join/exercise.toml", "part = 2", "part = 0")
    ran = kit.run("verify")
    assert ran.status == 3
    assert "exercises/ex02_join/exercise.toml: part" in ran.err
