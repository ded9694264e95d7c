"""The exercises of this repository, as far as it can be seen without grading."""

from __future__ import annotations

import pytest
from kits import REPOSITORY

from grader import exercise as exercises
from grader.exercise import Exercise

SHIPPED = list(exercises.discover(REPOSITORY))


@pytest.mark.parametrize("exercise", SHIPPED, ids=lambda e: e.id)
def test_what_a_student_starts_with_is_the_stub(exercise: Exercise) -> None:
    for name in exercise.files:
        assert (exercise.folder / name).read_bytes() == (exercise.stub / name).read_bytes()


@pytest.mark.parametrize("exercise", SHIPPED, ids=lambda e: e.id)
def test_a_suite_has_four_to_ten_checks_and_says_what_it_is_about(exercise: Exercise) -> None:
    assert 4 <= len(exercise.checks) <= 10
    assert exercise.about
    assert {check.id for check in exercise.checks}.issuperset(exercise.about)


@pytest.mark.parametrize("exercise", SHIPPED, ids=lambda e: e.id)
def test_prerequisites_come_before(exercise: Exercise) -> None:
    for prerequisite in exercise.prerequisites:
        assert exercises.FOLDER_NAME.fullmatch(prerequisite)
        assert prerequisite < exercise.id


def test_no_number_is_given_twice() -> None:
    numbers = [exercise.number for exercise in SHIPPED]
    assert len(set(numbers)) == len(numbers)
