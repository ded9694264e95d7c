"""Grades one answer after another with one warm supervisor, each into a `Result`."""

from __future__ import annotations

import random
import traceback
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self

from grader.check import Rejected
from grader.exercise import BadExercise, Exercise, shown
from grader.grading.answer import Answer
from grader.grading.moment import Listener, nobody
from grader.grading.outcome import check_result, failure, overall, reraise_interrupt, with_hint
from grader.hints import hints
from grader.i18n import _
from grader.lab import Lab, Submission
from grader.result import CheckResult, Diagnosis, Environment, Result, Status
from grader.supervisor import Supervisor
from grader.warm import Warm


def any_seed() -> int:
    """A fresh seed, short enough to be typed again."""
    return random.SystemRandom().randrange(1, 1_000_000)


@dataclass(frozen=True, slots=True)
class Grading:
    """What came of one answer: the result, and the kit's own tracebacks where it failed."""

    result: Result
    trouble: tuple[str, ...] = ()


class Grader:
    """A supervisor to grade with, from `with` to its end; then no process of it is left.

    With `coverage` the lines that each answer ran are measured, which takes longer. `alone` is
    false when other gradings run at the same time. `started` is a supervisor process that has been
    started for it beforehand.
    """

    def __init__(
        self, *, coverage: bool = False, alone: bool = True, started: Warm | None = None
    ) -> None:
        self._supervisor = Supervisor(started=started)
        self._coverage = coverage
        self._alone = alone

    def __enter__(self) -> Self:
        self._supervisor.start_early()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._supervisor.close()

    def grade(
        self,
        exercise: Exercise,
        answer: Answer,
        seed: int,
        listener: Listener = nobody,
        only: frozenset[str] = frozenset(),
    ) -> Grading:
        """Run the exercise's suite on `answer`, or `only` the checks with these ids.

        Whatever goes wrong with the answer is in the checks; whatever goes wrong with the kit
        gives the status `error`. Raises BadExercise for damaged files of the exercise.
        """
        run = _Run(
            self._supervisor, exercise, answer, seed, listener, self._coverage, self._alone, only
        )
        return run.grading()


@dataclass
class _Run:
    """One grading of one answer."""

    supervisor: Supervisor
    exercise: Exercise
    answer: Answer
    seed: int
    listener: Listener
    coverage: bool
    alone: bool
    only: frozenset[str]
    labs: list[Lab] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.hints = hints(self.exercise)

    def grading(self) -> Grading:
        started = perf_counter()
        try:
            checks = self._checks()
        except BadExercise:
            raise
        except Exception as error:
            reraise_interrupt(error)
            self.trouble.append(traceback.format_exc())
            checks = self._all(Status.ERROR, reason=failure(error))
        status = overall(checks)
        uncovered, percent = self._uncovered()
        result = Result(
            exercise=self.exercise.id,
            title=self.exercise.title,
            file=shown(self.answer.path, self.exercise.root),
            status=status,
            score=sum(check.points for check in checks),
            max_score=sum(check.max_points for check in checks),
            seconds=round(perf_counter() - started, 3),
            seed=self.seed,
            checks=checks,
            environment=Environment.here(self.supervisor.isolation),
            message=_message(checks),
            uncovered=uncovered,
            coverage_percent=percent,
        )
        return Grading(result, tuple(self.trouble))

    def _checks(self) -> tuple[CheckResult, ...]:
        try:
            submission = self._read()
            # Imported here, while the supervisor starts: the two take no longer than one.
            from grader.grading.plugin import SuitePlugin
            from grader.grading.suite import run_suite

            self._lab(submission, "").load()
        except Rejected as rejected:
            return self._all(Status.FAILED, diagnosis=rejected.diagnosis)
        new_lab = partial(self._lab, submission)
        plugin = SuitePlugin(self.exercise.id, new_lab, self.hints, self.listener, self.only)
        run_suite(self.exercise.suite, plugin)
        self.trouble += plugin.trouble
        return plugin.complete(self.exercise.checks)

    def _read(self) -> Submission:
        """The files as bytes, read once. Raises Rejected."""
        paths = {name: Path(shown(path)) for name, path in self.answer.files.items()}
        try:
            return Submission.read(paths, shown(self.answer.path, self.exercise.root))
        except Rejected as rejected:
            if all(path.exists() for path in paths.values()):
                raise
            hint = _("`python -m grader reset {exercise}` writes the stub again.")
            raise Rejected(
                replace(rejected.diagnosis, hint=hint.format(exercise=self.exercise.short))
            ) from None

    def _lab(self, submission: Submission, check_id: str) -> Lab:
        lab = Lab(
            submission=submission,
            names=self.exercise.names,
            supervisor=self.supervisor,
            seed=self.seed,
            check_id=check_id,
            coverage=self.coverage,
            alone=self.alone,
        )
        self.labs.append(lab)
        return lab

    def _uncovered(self) -> tuple[tuple[int, ...], float | None]:
        if not self.coverage:
            return (), None
        from grader.grading.lines import never_ran

        return never_ran(self.answer, self.exercise.names, (lab.covered for lab in self.labs))

    def _all(
        self, status: Status, diagnosis: Diagnosis | None = None, reason: str = ""
    ) -> tuple[CheckResult, ...]:
        """Every check with the same outcome, for a reason that lies outside of them."""
        return tuple(
            check_result(
                promise,
                status,
                diagnosis=diagnosis and with_hint(diagnosis, self.hints, promise.id),
                reason=reason,
            )
            for promise in self.exercise.checks
        )


def _message(checks: tuple[CheckResult, ...]) -> str:
    reasons = [check.reason for check in checks if check.status is Status.ERROR]
    if not reasons:
        return ""
    return _("The grader itself failed, so this was not judged: {reason}").format(reason=reasons[0])
