"""CPython's own tests of threads, locks, queues and thread pools pass over the virtual base."""

from __future__ import annotations

from collections.abc import Iterator

import fidelity
import pytest
from fidelity import Fidelity, LeftOut, Status, Verdict

pytestmark = pytest.mark.skipif(
    not fidelity.modules_there(), reason="this Python came without its own tests"
)
ENTRIES = fidelity.left_out()


def told(verdicts: list[Verdict], status: Status) -> list[tuple[str, str]]:
    return [(each.name, each.text) for each in verdicts if each.status is status]


@pytest.fixture(scope="module")
def verdicts() -> list[Verdict]:
    runner, found = Fidelity(ENTRIES), []
    with runner.entered():
        for module in fidelity.modules_there():
            found += runner.run(module, strategies=("oldest first", "walk 1"))
    return found


@pytest.fixture
def over_the_base() -> Iterator[Fidelity]:
    runner = Fidelity(())
    with runner.entered():
        yield runner


def test_no_test_fails(verdicts: list[Verdict]) -> None:
    # A later patch release may bring tests that start processes; they are not in the table yet.
    failed = [each for each in verdicts if not each.is_refused]
    assert told(failed, Status.FAILED) == []


def test_enough_of_them_are_run(verdicts: list[Verdict]) -> None:
    assert len(told(verdicts, Status.PASSED)) >= 250


def test_what_is_left_out_could_not_pass(verdicts: list[Verdict]) -> None:
    assert told(verdicts, Status.STALE) == []


def test_every_entry_is_about_a_test_that_is_there(verdicts: list[Verdict]) -> None:
    assert fidelity.unmatched(ENTRIES, verdicts) == []


def test_an_entry_about_no_test_and_one_about_a_test_that_passes_are_noticed(
    over_the_base: Fidelity,
) -> None:
    entries = [LeftOut("test_sched.*.test_nothing", "", ""), LeftOut("test_sched.*_empty", "", "")]
    over_the_base.entries = entries
    found = over_the_base.run("test_sched", strategies=("walk 2",))
    assert fidelity.unmatched(entries, found) == ["test_sched.*.test_nothing"]
    assert [name for name, _ in told(found, Status.STALE)] == ["test_sched.TestCase.test_empty"]


def test_a_base_that_is_wrong_fails(
    over_the_base: Fidelity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(vars(over_the_base.library.low), "_count", lambda: 0)
    over_the_base.entries = ENTRIES
    found = over_the_base.run("test_thread", strategies=("oldest first",))
    ((name, text),) = told(found, Status.FAILED)
    assert name == "test_thread.ThreadRunningTests.test__count"
    assert "oldest first" in text
    assert "AssertionError" in text


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_they_pass_under_every_strategy_and_when_they_are_large() -> None:
    runner, found = Fidelity(ENTRIES, heavy=True), []
    with runner.entered():
        for module in fidelity.modules_there():
            found += runner.run(module)
    assert [each for status in (Status.FAILED, Status.STALE) for each in told(found, status)] == []
