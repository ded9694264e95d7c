"""Grades answers: `with Grader() as grader: result = grader.grade(exercise, answer)`."""

from grader.grading.answer import Answer
from grader.grading.grader import Grader, Grading, any_seed
from grader.grading.moment import Moment

__all__ = ["Answer", "Grader", "Grading", "Moment", "any_seed"]
