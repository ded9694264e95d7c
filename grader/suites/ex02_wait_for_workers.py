"""Wait for workers: what an answer to ex02 has to keep. Jobs are short, since an answer may look
every millisecond, and each look is a few steps."""

from __future__ import annotations

from typing import Any

from grader.check import N_, Kind, _, check, expect, short
from grader.lab import Lab
from grader.lab.demands import gives, none_left
from grader.lab.scenes import Gauge, attempt, seconds_of, threads_left


def most_at_once(answer: Any, jobs: int) -> int:
    """How many jobs go on at once at most; each waits for all others to begin."""
    import threading

    at_work, all_there = Gauge(), threading.Event()

    def job() -> None:
        with at_work:
            if at_work.now == jobs:
                all_there.set()
            all_there.wait(1)

    answer.run_with_progress([job] * jobs, lambda ended, total: None)
    return at_work.most


@check(2, N_("the jobs run at the same time"))
def jobs_run_at_the_same_time(lab: Lab) -> None:
    text = _("{jobs} jobs should run at the same time; there were never more than {most}.")
    for jobs, schedules in ((lab.rng.randrange(3, 5), 30), (40, 3)):
        most = max(lab.explore(most_at_once, jobs, schedules=schedules).values)
        expect(most >= jobs, Kind.NOT_CONCURRENT, text.format(jobs=jobs, most=most))


def begun_and_ended(answer: Any, jobs: int) -> list[int]:
    """How many jobs have begun and how many have ended. One lasts for five virtual seconds, as a
    wait: that is over sooner if an answer looks so often that a search would take too long."""
    import threading

    count = [0, 0]

    def job() -> None:
        count[0] += 1
        threading.Event().wait(5)
        count[1] += 1

    answer.run_with_progress([job] * jobs, lambda ended, total: None)
    return count


@check(2, N_("every job is done once, and over when the call returns"))
def every_job_has_ended(lab: Lab) -> None:
    jobs = lab.rng.randrange(2, 4)
    demand = gives([jobs, jobs], "", Kind.WRONG_RESULT)
    text = _("When the call returned, {begun} of {jobs} jobs had begun and {ended} had ended.")
    demand["otherwise"] = lambda got: text.format(begun=got[0], ended=got[1], jobs=jobs)
    lab.explore(begun_and_ended, jobs, schedules=20, **demand)


def left_by(answer: Any) -> list[str]:
    jobs = [lambda: None] * 2
    return threads_left(lambda: answer.run_with_progress(jobs, lambda ended, total: None))


@check(1, N_("no thread is left when the call returns"))
def no_thread_is_left(lab: Lab) -> None:
    lab.explore(left_by, schedules=100, **none_left("run_with_progress"))


def what_was_said(answer: Any, jobs: int, bad: int) -> dict[str, Any]:
    """The last report, and the first wrong one with the truth: never less than the one before,
    never more than have ended. `bad` of the jobs raise."""
    import threading
    import time

    ended_in_truth, last = 0, [0, 0]
    wrong: list[int] = []

    def job() -> None:
        nonlocal ended_in_truth
        time.sleep(0.05)
        ended_in_truth += 1
        if ended_in_truth <= bad:
            raise LookupError

    def report(ended: Any, total: Any) -> None:
        if not last[0] <= ended <= ended_in_truth:
            wrong[:] = wrong or [ended, ended_in_truth]
        last[:] = [ended, total]

    threading.excepthook = lambda args, /: None  # nobody has to look at the traceback here
    attempt(answer.run_with_progress, [job] * jobs, report)
    return {"ended": ended_in_truth, "last": last, "wrong": wrong}


def explore_reports(lab: Lab, jobs: int, bad: int, kind: Kind, schedules: int) -> None:
    def otherwise(got: Any) -> str:
        if got["wrong"]:
            text = _("A report said that {said} of {jobs} jobs had ended; in truth it was {truth}.")
            return text.format(said=short(got["wrong"][0]), jobs=jobs, truth=got["wrong"][1])
        text = _("The last report should be ({jobs}, {jobs}); it was ({said}).")
        return text.format(jobs=jobs, said=", ".join(map(short, got["last"])))

    demand = gives({"ended": jobs, "last": [jobs, jobs], "wrong": []}, "", kind)
    demand["otherwise"] = otherwise
    lab.explore(what_was_said, jobs, bad, schedules=schedules, **demand)


@check(2, N_("what is reported is true, and the last report says that all have ended"))
def reports_are_true(lab: Lab) -> None:
    explore_reports(lab, lab.rng.randrange(2, 4), 0, Kind.RACE, 150)


@check(1, N_("a job that raises has ended as well, and the others go on"))
def a_job_may_raise(lab: Lab) -> None:
    explore_reports(lab, 2, 1, Kind.WRONG_RESULT, 60)


def heard(answer: Any, others: int) -> int:
    """How many reports (up to 2, which end it) came within 0.6 virtual seconds of a long job. With
    `others`, short jobs, only reports count that say that one of them has ended."""
    import threading
    import time

    enough, begun, reports = threading.Event(), [], []

    def long_job() -> None:
        begun.append(time.monotonic())
        enough.wait(0.6)
        begun.append(time.monotonic())

    def report(ended: int, total: int) -> None:
        if len(begun) == 1 and ended >= min(1, others):
            reports.append(time.monotonic())
        if len(reports) == 2:
            enough.set()

    answer.run_with_progress([long_job] + [lambda: None] * others, report)
    return min(2, sum(moment <= begun[0] + 0.6 for moment in reports))


@check(2, N_("a job that has ended is counted while the others go on"))
def an_ended_job_is_counted(lab: Lab) -> None:
    # Not in every interleaving: the machine may be busy elsewhere when a short job is to begin.
    text = _("Two short jobs had ended, but no report said so while a long one was going on.")
    expect(max(lab.explore(heard, 2, schedules=30).values) > 0, Kind.WRONG_RESULT, text)


def longest_wait(answer: Any, lengths: list[float]) -> float:
    """The longest time without a report, or from the end of a job to the report that counts it."""
    import time
    from itertools import pairwise

    ends: list[float] = []
    reports: list[tuple[float, int]] = [(time.monotonic(), 0)]

    def work(length: float) -> None:
        time.sleep(length)
        ends.append(time.monotonic())

    jobs = [lambda length=length: work(length) for length in lengths]
    answer.run_with_progress(jobs, lambda ended, total: reports.append((time.monotonic(), ended)))
    moments = [*(moment for moment, _ended in reports), time.monotonic()]
    waits = [after - before for before, after in pairwise(moments)]
    for count, end in enumerate(ends, 1):
        counted = [moment for moment, ended in reports if ended >= count]
        waits.append(min(counted, default=end + 60) - end)
    return max(waits)


@check(1, N_("there is a report every quarter of a second, also when nothing changes"))
def signs_of_life(lab: Lab) -> None:
    most = max(lab.explore(heard, 0, schedules=30).values)
    text = _("A job ran for 0.6 seconds. Reports meanwhile: at least 2, but there were {reports}.")
    expect(most == 2, Kind.WRONG_RESULT, text.format(reports=most))
    text = _(
        "{n} job(s): somebody had to wait {waited:.2g} s for a report, or to be counted in one."
    )
    # Short, since whoever looks every millisecond has only so many steps.
    for lengths in ([0.7], [0.4, 0.05], [0.35] * 4):
        waited = min(lab.explore(longest_wait, lengths, schedules=5).values)
        found = text.format(n=len(lengths), waited=waited)
        expect(waited <= 0.3, Kind.WRONG_RESULT, found)


def seconds_and_reports(answer: Any, lengths: list[float]) -> list[Any]:
    """How long the call takes with jobs of such lengths, and how many reports it makes."""
    import time

    reports: list[tuple[int, int]] = []
    jobs = [lambda length=length: time.sleep(length) for length in lengths]
    call = answer.run_with_progress
    return [seconds_of(lambda: call(jobs, lambda *said: reports.append(said))), len(reports)]


@check(1, N_("no jobs, or jobs that take no time, are not waited for"))
def nothing_to_wait_for(lab: Lab) -> None:
    text = _("Waiting for {jobs} jobs that take no time took {seconds:.2g} seconds.")
    for jobs in (0, 3):
        seen = lab.explore(seconds_and_reports, [0] * jobs, schedules=30)
        quickest = min(seconds for seconds, _reports in seen.values)
        expect(quickest <= 0.26, Kind.TOO_SLOW, text.format(jobs=jobs, seconds=quickest))


@check(1, N_("there are never more than 1,000 reports a second"))
def not_too_many_reports(lab: Lab) -> None:
    seconds, reports = lab.run(seconds_and_reports, [0.05, 0.3, 0.15], deadline=10.0).value
    text = _("Three jobs, 0.3 seconds, {reports} reports: your code goes round without a pause.")
    expect(reports <= 1000 * seconds + 6, Kind.WRONG_RESULT, text.format(reports=reports))
