"""The pytest plugin that turns the checks of a suite into `CheckResult`s.

A check is any function that carries `__check__`, whatever its name. To pytest every check ends
well: what a check says is caught here, so that no report of pytest's own has to be taken apart.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Generator, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Any

import pytest

from grader.check import CheckMark, Rejected, Skipped
from grader.exercise import Promise
from grader.grading.moment import Listener, Moment
from grader.grading.outcome import check_result, failure, reraise_interrupt, with_hint
from grader.hints import Hints
from grader.i18n import _
from grader.result import CheckResult, Status

if TYPE_CHECKING:
    from grader.lab import Lab


class SuitePlugin:
    """Collects the checks of one suite (`only` those named, if any are), hands each its lab, and
    keeps what came of them."""

    def __init__(
        self,
        exercise: str,
        new_lab: Callable[[str], Lab],
        hints: Hints,
        listener: Listener,
        only: frozenset[str] = frozenset(),
    ) -> None:
        self.exercise = exercise
        self.planned: dict[str, Promise] = {}
        self.results: dict[str, CheckResult] = {}
        self.trouble: list[str] = []
        """Tracebacks of the kit's own failures."""
        self._new_lab = new_lab
        self._hints = hints
        self._listener = listener
        self._only = only

    @pytest.fixture
    def lab(self, request: pytest.FixtureRequest) -> Lab:
        return self._new_lab(request.node.name)

    def pytest_pycollect_makeitem(
        self, collector: pytest.Module, name: str, obj: object
    ) -> list[pytest.Function]:
        mark = getattr(obj, "__check__", None)
        if not isinstance(mark, CheckMark) or (self._only and name not in self._only):
            return []
        self.planned[name] = Promise(name, mark.points, mark.title)
        return [pytest.Function.from_parent(collector, name=name)]

    @pytest.hookimpl(wrapper=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> Generator[None, object, bool]:
        promise = self.planned[pyfuncitem.name]
        self._tell(_(promise.title))
        outcome: dict[str, Any] = {"status": Status.PASSED}
        started = perf_counter()
        try:
            yield
        except Rejected as rejected:
            diagnosis = with_hint(rejected.diagnosis, self._hints, promise.id)
            outcome = {"status": Status.FAILED, "diagnosis": diagnosis}
        except Skipped as skipped:
            outcome = {"status": Status.SKIPPED, "reason": str(skipped)}
        except BaseException as error:
            reraise_interrupt(error)
            self.trouble.append(traceback.format_exc())
            outcome = {"status": Status.ERROR, "reason": failure(error)}
        seconds = round(perf_counter() - started, 4)
        notes = tuple(getattr(pyfuncitem.funcargs.get("lab"), "notes", ()))
        self.results[promise.id] = check_result(promise, seconds=seconds, notes=notes, **outcome)
        self._tell()
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Only the lab's own set-up or tear-down can fail in a report: a check never does."""
        if report.failed:
            promise = self.planned[report.location[2]]
            reason = _("the lab failed in its {phase}").format(phase=report.when)
            self.trouble.append(report.longreprtext)
            self.results[promise.id] = check_result(promise, Status.ERROR, reason=reason)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.trouble.append(report.longreprtext)

    def pytest_internalerror(self, excrepr: object) -> None:
        self.trouble.append(str(excrepr))

    def complete(self, promised: Sequence[Promise]) -> tuple[CheckResult, ...]:
        """Every result in the order of the suite, with an error for each check that never ran.

        `promised` is what the suite's source names, for a suite that could not be imported.
        """
        why = _("this check did not run: {reason}").format(
            reason=self.trouble[-1].strip().splitlines()[-1] if self.trouble else _("unknown")
        )
        return tuple(
            self.results.get(promise.id) or check_result(promise, Status.ERROR, reason=why)
            for promise in self.planned.values() or promised
        )

    def _tell(self, title: str = "") -> None:
        self._listener(Moment(self.exercise, len(self.results), len(self.planned), title))
