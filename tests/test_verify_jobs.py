"""`verify` proves several cases at once, and says the same whatever their number."""

from __future__ import annotations

import os
import signal

import pytest
from kits import Kit

from grader.exercise import load
from grader.jobs import JobEnded, Jobs
from grader.verification import cases


def verdicts(kit: Kit, *args: object) -> list[tuple[object, ...]]:
    report = kit.run("verify", "ex01", "ex02", "--format", "json", "--seed", 3, *args).json
    return [(c["exercise"], c["case"], c["faults"], c["verdicts"]) for c in report["cases"]]


def test_the_number_of_jobs_changes_no_verdict_and_no_order(kit: Kit) -> None:
    one = verdicts(kit, "--jobs", 1)
    assert [name for _exercise, name, *_rest in one][:4] == ["texts", "checks", "reference", "stub"]
    assert one == verdicts(kit, "--jobs", 5)


def test_a_report_gives_the_verdicts_check_by_check(kit: Kit) -> None:
    report = kit.run("verify", "ex01", "--format", "json").json
    found = {case["case"]: case["verdicts"] for case in report["cases"]}
    assert found["texts"] == {}
    assert found["rejected/minus.py"]["adds_two_numbers"] == "wrong_result"
    assert found["accepted/plus.py"] == {
        "adding_nothing": "passed",
        "adds_two_numbers": "passed",
        "keeps_a_total": "passed",
    }


def test_a_proof_in_another_language_is_in_that_language(kit: Kit) -> None:
    kit.file("exercises/ex01_add/README.ko.md").unlink()
    english = kit.run("verify", "ex01", "--format", "json", "--lang", "en").json
    korean = kit.run("verify", "ex01", "--format", "json", "--lang", "ko").json
    assert english["cases"][0]["faults"] != korean["cases"][0]["faults"]


def test_no_jobs_at_all_are_refused(kit: Kit) -> None:
    assert kit.run("verify", "ex01", "--jobs", 0).status == 2


@pytest.mark.skipif(os.name != "posix", reason="there is no signal that ends a job there")
def test_a_job_that_ends_early_is_a_failure_of_the_kit(kit: Kit) -> None:
    kit.change(
        "grader/suites/ex01_add.py",
        "    number = lab.rng",
        "    import os\n    os.kill(os.getpid(), 9)\n    number = lab.rng",
    )
    ran = kit.run("verify", "ex01")
    assert ran.status == 3
    assert "ended with the status -9" in ran.err


def test_no_job_is_left_when_the_block_ends(kit: Kit) -> None:
    with Jobs(3, seed=1) as jobs:
        proving = jobs.prove(cases(load(kit.root, "ex01_add")))
        next(proving)
        processes = list(jobs.processes)
        assert len(processes) == 3
    assert [process.is_alive() for process in processes] == [False] * 3


@pytest.mark.skipif(os.name != "posix", reason="there is no signal that ends a job there")
def test_a_killed_job_is_noticed_and_the_others_are_ended(kit: Kit) -> None:
    with Jobs(2, seed=1) as jobs:
        proving = jobs.prove(cases(load(kit.root, "ex01_add")))
        next(proving)
        processes = list(jobs.processes)
        assert processes[0].pid is not None
        os.kill(processes[0].pid, signal.SIGKILL)
        with pytest.raises(JobEnded):
            list(proving)
    assert [process.is_alive() for process in processes] == [False] * 2
