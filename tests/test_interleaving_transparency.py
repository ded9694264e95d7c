"""CPython's own tests pass on the instrumented standard library as they do on the plain one."""

from __future__ import annotations

import importlib.util

import pytest
from transparency import LEFT_OUT, QUICK, SUBJECTS, Ran, compare, differences

WHOLE = [name for name in SUBJECTS if name not in QUICK]

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("test.support") is None,
    reason="this Python was installed without its own tests",
)


def holds(name: str) -> None:
    subject = SUBJECTS[name]
    if not subject.installed:
        pytest.skip("this version of Python has no such module or test")
    found = compare(subject)
    assert found.different == {}
    assert found.tests > found.failed_plain


@pytest.mark.parametrize("name", QUICK)
def test_an_instrumented_module_passes_the_tests_that_the_plain_one_passes(name: str):
    holds(name)


@pytest.mark.slow
@pytest.mark.timeout(1500)
@pytest.mark.parametrize("name", WHOLE)
def test_so_does_the_whole_corpus(name: str):
    holds(name)


def test_a_test_that_fails_only_instrumented_is_told_with_its_reason():
    plain = Ran(3, {"a": "passed", "b": "failed", "c": "passed"}, {"b": "always"})
    instrumented = Ran(
        3, {"a": "failed", "b": "failed", "d": "passed"}, {"a": "why", "b": "always"}
    )
    assert differences(plain, instrumented) == {
        "a": "plain passed, instrumented failed\nwhy",
        "c": "plain passed, instrumented not there",
        "d": "plain not there, instrumented passed",
    }


def test_what_is_left_out_belongs_to_a_subject_and_has_a_reason():
    modules = {module for subject in SUBJECTS.values() for module in subject.tests}
    for pattern, reason in LEFT_OUT.items():
        assert "test." + pattern.split(".")[0] in modules
        assert reason
