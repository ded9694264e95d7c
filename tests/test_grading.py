"""Grading from the outside: the command line on a small kit, and the result that it gives."""

from __future__ import annotations

import re
from typing import Any

import pytest
from kits import Kit, Ran

from grader.result import Result

ADD = "exercises/ex01_add/add.py"
SUITE = "grader/suites/ex01_add.py"


def graded(ran: Ran) -> dict[str, Any]:
    """The one result of a run with --json."""
    result: dict[str, Any] = ran.json
    return result


def checks(ran: Ran) -> dict[str, dict[str, Any]]:
    return {check["id"]: check for check in graded(ran)["checks"]}


def kinds(ran: Ran) -> dict[str, str]:
    """What each check came to: the kind of its diagnosis, else its status."""
    return {
        name: check["diagnosis"]["kind"] if check["diagnosis"] else check["status"]
        for name, check in checks(ran).items()
    }


def without_times(data: Any) -> Any:
    if isinstance(data, dict):
        return {k: without_times(v) for k, v in data.items() if not k.endswith("seconds")}
    return [without_times(item) for item in data] if isinstance(data, list) else data


def test_a_stub_fails_with_partial_points_and_exits_1(kit: Kit) -> None:
    ran = kit.run_anew("ex01", "--json")
    assert ran.status == 1
    assert kinds(ran) == {
        "adding_nothing": "passed",
        "adds_two_numbers": "wrong_result",
        "keeps_a_total": "wrong_result",
    }
    result = graded(ran)
    assert (result["status"], result["score"], result["max_score"]) == ("failed", 1, 6)
    assert result["file"] == ADD


def test_the_reference_passes_and_exits_0(kit: Kit) -> None:
    ran = kit.run("ex01", "--solution", "--json")
    assert (ran.status, graded(ran)["score"]) == (0, 6)
    assert ran.err == ""


def test_the_result_is_the_one_that_the_rest_of_the_kit_reads(kit: Kit) -> None:
    result = graded(kit.run("ex01", "--json"))
    assert Result.from_json(result).to_json() == result


def test_one_seed_gives_one_result(kit: Kit) -> None:
    first, second = (kit.run("ex01", "--json", "--seed", 4711) for _time in range(2))
    assert without_times(graded(first)) == without_times(graded(second))
    assert graded(first)["seed"] == 4711


def test_without_a_seed_there_is_one_all_the_same(kit: Kit) -> None:
    seeds = {graded(kit.run("ex01", "--json"))["seed"] for _time in range(3)}
    assert len(seeds) > 1
    assert all(isinstance(seed, int) and seed > 0 for seed in seeds)


def test_the_hint_that_fits_the_failure_is_given(kit: Kit) -> None:
    given = checks(kit.run("ex01", "--json"))
    assert given["adds_two_numbers"]["diagnosis"]["hint"] == "Which sign adds?"
    assert given["keeps_a_total"]["diagnosis"]["hint"] == "Does the total start again each time?"


def test_the_result_speaks_korean(kit: Kit) -> None:
    result = graded(kit.run("ex01", "--json", "--lang", "ko"))
    assert result["title"] == "더하기"
    assert result["checks"][1]["diagnosis"]["hint"] == "어떤 기호가 더하나요?"


def test_a_file_of_any_name_can_be_graded(kit: Kit) -> None:
    file = kit.write("inbox/kim's answer.py", kit.file("solutions/ex01_add/add.py").read_text())
    ran = kit.run("ex01", "--json", "--file", file)
    assert ran.status == 0
    assert graded(ran)["file"] == "inbox/kim's answer.py"


def test_an_exercise_of_two_files_is_graded_with_both(kit: Kit) -> None:
    assert kit.run("ex02").status == 1
    assert kit.run("ex02", "--file", "solutions/ex02_join").status == 0
    assert kit.run("ex02", "--file", "solutions/ex02_join/join.py").status == 0


def test_several_exercises_are_one_report_and_fail_when_one_does(kit: Kit) -> None:
    kit.solve("ex01_add")
    ran = kit.run("all", "--json")
    assert ran.status == 1
    assert [result["status"] for result in ran.json["results"]] == ["passed", "failed"]
    assert kit.run("part1").status == 0


def test_the_list_remembers_what_was_graded(kit: Kit) -> None:
    kit.solve("ex01_add")
    kit.write("exercises/ex02_join/words.py", 'GAP = "-"\n')
    kit.run("all")
    out = kit.run().out
    assert re.search(r"ex01\s+Adding\s+passed\s+6/6", out)
    assert re.search(r"ex02\s+Joining\s+failing\s+0/2", out)
    assert "Next: ex02" in out


def test_points_of_an_untouched_stub_are_no_progress(kit: Kit) -> None:
    kit.run("ex01")
    out = kit.run().out
    assert re.search(r"ex01\s+Adding\s+not tried\s+-/6", out)
    assert "0 of 8 points" in out


def test_a_change_after_the_grading_makes_the_state_unknown_and_undoing_it_known(kit: Kit) -> None:
    kit.solve("ex01_add")
    solved = kit.file(ADD).read_text()
    kit.run("ex01")
    kit.write(ADD, solved + "\nmore = 1\n")
    assert re.search(r"ex01\s+Adding\s+not graded yet", kit.run().out)
    kit.write(ADD, solved)
    assert re.search(r"ex01\s+Adding\s+passed", kit.run().out)


def test_grading_another_file_changes_no_state(kit: Kit) -> None:
    kit.run("ex01", "--solution")
    kit.run("ex01", "--file", "solutions/ex01_add/add.py")
    assert re.search(r"ex01\s+Adding\s+not tried", kit.run().out)


def test_several_reports_go_where_each_was_sent(kit: Kit) -> None:
    ran = kit.run("ex01", "--format", "terminal", "--json", "--output", "result.json")
    assert "Adding" in ran.out
    assert '"grader/result/v1"' in kit.file("result.json").read_text()
    ran = kit.run("ex01", "--output", "report.txt")
    assert ran.out == ""
    assert "Adding" in kit.file("report.txt").read_text()


def test_a_report_that_cannot_be_written_is_the_kits_failure(kit: Kit) -> None:
    ran = kit.run("ex01", "--output", f"{'x' * 300}.txt")
    assert ran.status == 3
    assert "cannot be written" in ran.err
    assert "Traceback" not in ran.err


def test_nothing_but_the_report_is_on_stdout_whatever_a_suite_prints(kit: Kit) -> None:
    kit.change(
        SUITE,
        "def adding_nothing(lab: Lab) -> None:\n",
        "def adding_nothing(lab: Lab) -> None:\n    print('noise')\n",
    )
    assert graded(kit.run("ex01", "--json"))["score"] == 1


def test_a_broken_pipe_is_no_crash(kit: Kit) -> None:
    import subprocess
    import sys

    from kits import plain_environment

    command = [sys.executable, "-m", "grader", "--root", str(kit.root), "ex01"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=plain_environment()
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def test_coverage_names_the_lines_that_no_check_ran(kit: Kit) -> None:
    kit.solve("ex01_add")
    text = kit.file(ADD).read_text()
    dead = "    if a == -1:\n        return 0\n    return a + b\n"
    script = "\n\nif __name__ == '__main__':\n    print(add(1, 2))\n"
    kit.write(ADD, text.replace("    return a + b\n", dead) + script)
    result = graded(kit.run("ex01", "--json", "--coverage"))
    assert result["score"] == 6
    assert result["uncovered"] == [3]
    assert 80 < result["coverage_percent"] < 100


def test_without_coverage_nothing_is_measured(kit: Kit) -> None:
    result = graded(kit.run("ex01", "--json"))
    assert (result["uncovered"], result["coverage_percent"]) == ([], None)


# What surrounds a suite must not reach it.


def test_pytests_own_settings_are_ignored(kit: Kit) -> None:
    trap = "raise SystemExit('a conftest was read')\n"
    for folder in ("", "exercises/", "exercises/ex01_add/", "grader/", "grader/suites/"):
        kit.write(f"{folder}conftest.py", trap)
        kit.write(f"{folder}pytest.toml", "[pytest]\naddopts = ['--collect-only']\n")
        kit.write(f"{folder}pyproject.toml", "[tool.pytest.ini_options]\naddopts = '--co'\n")
    ran = kit.run_anew(
        "ex01",
        "--json",
        PYTEST_ADDOPTS="--collect-only -p no:python",
        PYTEST_PLUGINS="nowhere",
        PYTEST_TIMEOUT="0.0001",
    )
    assert (ran.status, graded(ran)["score"], ran.err) == (1, 1, "")


def test_files_beside_the_answer_are_not_handed_in(kit: Kit) -> None:
    for name in ("json", "pytest", "threading", "sitecustomize", "conftest"):
        kit.write(f"exercises/ex01_add/{name}.py", "raise SystemExit('read')\n")
    kit.solve("ex01_add")
    assert kit.run_anew("ex01").status == 0


def test_functions_without_the_mark_are_no_checks(kit: Kit) -> None:
    more = "\ndef test_never(lab): 1 / 0\nclass TestNever:\n    def test(self): 1 / 0\n"
    kit.write(SUITE, kit.file(SUITE).read_text() + more)
    assert len(checks(kit.run("ex01", "--json"))) == 3


# The kit's own failures are never the student's.

BODY = "    number = lab.rng.randrange(1000)\n"


@pytest.mark.parametrize(
    "failure",
    [
        "raise TypeError('no such thing')",
        "assert False, 'no such thing'",
        "raise SystemExit('no such thing')",
        "import pytest; pytest.fail('no such thing')",
    ],
)
def test_a_failing_suite_is_an_error_of_the_kit_and_exits_3(kit: Kit, failure: str) -> None:
    kit.change(SUITE, BODY, f"    {failure}\n")
    ran = kit.run("ex01", "--json")
    assert ran.status == 3
    result, broken = graded(ran), checks(ran)["adding_nothing"]
    assert result["status"] == "error"
    assert "no such thing" in result["message"]
    assert (broken["status"], broken["points"]) == ("error", 0)
    assert kinds(ran)["adds_two_numbers"] == "wrong_result", "the other checks still ran"
    assert "Traceback" not in ran.out + ran.err
    assert "--debug" in ran.err


def test_the_traceback_of_the_kit_is_shown_with_debug(kit: Kit) -> None:
    kit.change(SUITE, BODY, "    raise TypeError('no such thing')\n")
    ran = kit.run("ex01", "--json", "--debug")
    assert "ex01_add.py" in ran.err
    assert "TypeError: no such thing" in ran.err


@pytest.mark.parametrize("line", ["import nothing_of_that_name", "raise SystemExit", "1 / 0"])
def test_a_suite_that_cannot_be_imported_leaves_every_check_an_error(kit: Kit, line: str) -> None:
    kit.write(SUITE, kit.file(SUITE).read_text() + f"\n\n{line}\n")
    ran = kit.run("ex01", "--json")
    assert ran.status == 3
    assert set(kinds(ran).values()) == {"error"}
    assert graded(ran)["max_score"] == 6


def test_an_error_is_not_remembered_as_a_failure(kit: Kit) -> None:
    kit.solve("ex01_add")
    kit.change(SUITE, BODY, "    raise TypeError\n")
    kit.run("ex01")
    assert re.search(r"ex01\s+Adding\s+not graded yet", kit.run().out)


def test_a_skipped_check_earns_nothing_and_is_not_a_pass(kit: Kit) -> None:
    kit.change(SUITE, "import N_, _, check, same", "import N_, _, check, same, skip")
    kit.change(SUITE, BODY, "    skip('no abacus here')\n")
    ran = kit.run("ex01", "--solution", "--json")
    assert ran.status == 1
    skipped = checks(ran)["adding_nothing"]
    assert (skipped["status"], skipped["reason"]) == ("skipped", "no abacus here")
    assert graded(ran)["score"] == 5


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("exercises/ex01_add/exercise.toml", "part = 1", "part = 0", "part: expected a whole"),
        ("exercises/ex01_add/exercise.toml", "[names]", "[names", "expected readable TOML"),
        ("exercises/ex01_add/hints.toml", "[on.wrong_result]", "[on.", "expected readable TOML"),
        (SUITE, "@check(3,", "@check('3',", "adds_two_numbers: expected @check"),
    ],
)
def test_damaged_files_of_the_kit_are_named_and_exit_3(
    kit: Kit, file: str, old: str, new: str, said: str
) -> None:
    kit.change(file, old, new)
    ran = kit.run("ex01")
    assert ran.status == 3
    assert file in ran.err
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert kit.run("ex02", "--solution").status == 0, "the others can still be graded"
