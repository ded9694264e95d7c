"""What goes wrong around a check, not in it, is an error of the kit."""

from __future__ import annotations

from pathlib import Path

import pytest
from kits import Kit

from grader.check import same
from grader.exercise import load
from grader.grading.moment import nobody
from grader.grading.plugin import SuitePlugin
from grader.grading.suite import run_suite
from grader.hints import Hints
from grader.lab import Lab
from grader.result import Status


def no_lab(check_id: str) -> Lab:
    raise OSError(f"no lab for {check_id}")


def plugin() -> SuitePlugin:
    return SuitePlugin("ex01_add", no_lab, Hints((), {}), nobody)


def test_a_lab_that_cannot_be_made_is_an_error_of_every_check(kit: Kit) -> None:
    found = plugin()
    exercise = load(kit.root, "ex01_add")
    run_suite(exercise.suite, found)
    checks = found.complete(exercise.checks)
    assert {check.status for check in checks} == {Status.ERROR}
    assert {check.points for check in checks} == {0}
    assert {check.reason for check in checks} == {"the lab failed in its setup"}
    assert any("no lab for adds_two_numbers" in text for text in found.trouble)


def test_a_suite_without_a_check_says_what_pytest_said(tmp_path: Path) -> None:
    suite = tmp_path / "ex01_add.py"
    suite.write_text('"""Nothing is promised."""\n')
    found = plugin()
    run_suite(suite, found)
    assert found.results == {}
    assert "no tests ran" in found.trouble[0]


def test_a_suite_that_stops_pytest_is_an_interruption(tmp_path: Path) -> None:
    suite = tmp_path / "ex01_add.py"
    suite.write_text("raise KeyboardInterrupt\n")
    with pytest.raises(KeyboardInterrupt):
        run_suite(suite, plugin())


def test_same_looks_into_plain_collections() -> None:
    same({"a": [1, 2.0]}, {"a": [1, 2.0]}, "the result")
    for got in ({"a": [1, 2]}, {"a": [True, 2.0]}, {"b": [1, 2.0]}, {"a": [1]}, [1]):
        with pytest.raises(Exception, match="the result"):
            same(got, {"a": [1, 2.0]}, "the result")
