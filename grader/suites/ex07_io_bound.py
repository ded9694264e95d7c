"""Waiting together: what an answer to ex07 has to keep.

Downloads take virtual seconds, so the verdicts do not depend on how fast this machine is.
"""

from __future__ import annotations

from typing import Any

from grader.check import N_, Kind, _, check, expect, same
from grader.lab import Lab
from grader.lab.demands import entry, gives, none_left, raises
from grader.lab.scenes import attempt, count_cpus, seconds_of, threads_left
from grader.result import Lane

LONGER = 1.25
"""How many times as long as the slowest download all of them together may take."""
MOST = 50
"""The names of a call; more than the 32 threads that a pool has at most when it chooses itself."""


class NotThere(Exception):
    """An exception that no answer can know."""


def downloaded(answer: Any, lengths: dict[str, float], contents: dict[str, str]) -> Any:
    """Download the names in `lengths`, each taking that many seconds and giving its content."""
    import copy
    import time

    def download(name: str) -> str:
        time.sleep(lengths[name])
        return contents[name]

    # Threads that were not waited for could still fill the dict afterwards.
    return copy.copy(answer.download_all(list(lengths), download))


@check(2, N_("every name has its content"))
def every_name_has_its_content(lab: Lab) -> None:
    contents = files(lab, 3)
    lengths = dict(zip(contents, (0.2, 0.3, 0.1), strict=True))
    demand = gives(contents, _("The contents of three downloads"))
    lab.explore(downloaded, lengths, contents, schedules=200, **demand)
    what = _("The contents of three downloads that take hours")
    hours = dict(zip(contents, (7200, 10800, 3600), strict=True))
    slow = gives(contents, what, Kind.WRONG_RESULT)
    lab.explore(downloaded, hours, contents, schedules=10, **slow)


def count_calls(answer: Any, asked: list[str]) -> Any:
    """How often each name is downloaded, in the order of names, and whatever else is; and the list
    of names after the call."""
    names, counts = list(asked), dict.fromkeys(sorted(asked), 0)

    def download(name: str) -> str:
        counts[name] = counts.get(name, 0) + 1
        return name

    answer.download_all(names, download)
    return {"counts": counts, "names": names}


@check(1, N_("every name is downloaded once"))
def every_name_is_downloaded_once(lab: Lab) -> None:
    asked = list(files(lab, 3))
    demand = gives(dict.fromkeys(sorted(asked), 1), _("How often each name was downloaded"))
    seen = lab.explore(count_calls, asked, schedules=100, **entry("counts", demand))
    for got in seen.values:
        same(got["names"], asked, _("The list of names after the call"))


def downloaded_in_turn(answer: Any, calls: list[dict[str, str]]) -> list[Any]:
    """What one call after the other gives, in one program."""
    return [downloaded(answer, dict.fromkeys(contents, 0.1), contents) for contents in calls]


@check(1, N_("one name, or none at all, is fine"))
def one_name_or_none(lab: Lab) -> None:
    name = next(iter(files(lab, 1)))
    for one, none in lab.explore(downloaded_in_turn, [{name: ""}, {}], schedules=20).values:
        same(one, {name: ""}, _("The contents for one name, of an empty file"))
        same(none, {}, _("The contents for no names, in a second call"))


def timed(answer: Any, lengths: dict[str, float]) -> dict[str, Any]:
    """How many virtual seconds it takes to download them all, on a computer with one CPU, and from
    when to when each took."""
    import time

    began = time.monotonic()
    spans: dict[str, list[float]] = {}

    def download(name: str) -> str:
        start = time.monotonic() - began
        time.sleep(lengths[name])
        spans[name] = [start, time.monotonic() - began]
        return name

    count_cpus(answer, 1)
    return {
        "seconds": seconds_of(lambda: answer.download_all(list(lengths), download)),
        "spans": spans,
    }


def expect_near_the_slowest(lab: Lab, lengths: dict[str, float], schedules: int) -> None:
    """Some schedule takes about as long as the slowest download does."""
    seen = lab.explore(timed, lengths, schedules=schedules).values
    quickest = min(seen, key=lambda got: float(got["seconds"]))
    seconds, total, slowest = quickest["seconds"], sum(lengths.values()), max(lengths.values())
    expect(
        seconds <= LONGER * slowest,
        Kind.NOT_CONCURRENT,
        _(
            "The slowest of {n} downloads takes {slowest:g} seconds, and their sum is {total:g}. "
            "Together they took {seconds:g}; at most {limit:g} are allowed."
        ).format(
            n=len(lengths),
            slowest=slowest,
            total=total,
            seconds=round(seconds, 2),
            limit=LONGER * slowest,
        ),
        timeline=tuple(Lane(name, ((start, end),)) for name, (start, end) in timeline(quickest)),
        facts={"virtual_seconds": seconds, "speedup": round(total / (seconds or total), 3)},
    )


def timeline(got: dict[str, Any]) -> list[tuple[str, list[float]]]:
    """The downloads in the order in which they began."""
    return sorted(got["spans"].items(), key=lambda item: item[1])


@check(3, N_("all together take about as long as the slowest"))
def near_the_slowest(lab: Lab) -> None:
    lengths = {"map": 0.3, "photo": 0.2, "song": 0.4, "film": 0.6, "book": 0.1}
    expect_near_the_slowest(lab, lengths, 20)


@check(2, N_("fifty downloads are under way at once"))
def fifty_at_once(lab: Lab) -> None:
    contents = files(lab, MOST)
    expect_near_the_slowest(lab, dict.fromkeys(contents, 0.5), 4)
    lengths = dict.fromkeys(contents, 0.02)
    run = lab.run(downloaded, lengths, contents, deadline=30.0)
    same(run.value, contents, _("The contents of fifty downloads"))
    lab.note(
        _(
            "Measured with real threads: {n} downloads that wait {each:g} s each took "
            "{seconds:.2f} s; their sum is {total:.2f} s."
        ).format(n=MOST, each=0.02, seconds=run.seconds, total=sum(lengths.values()))
    )


def with_failures(answer: Any, asked: list[str], bad: list[str], reason: str) -> dict[str, Any]:
    """What came of it when downloading one of `bad` raises NotThere(reason) and the others take a
    while; how often the same was tried at most, and the threads that were left."""
    import time

    tried = dict.fromkeys(bad, 0)
    came: list[Any] = []

    def download(name: str) -> str:
        if name in bad:
            tried[name] += 1
            raise NotThere(reason)
        time.sleep(0.1)
        return name

    left = threads_left(lambda: came.extend(attempt(answer.download_all, list(asked), download)))
    return {"came": came, "tried": max(tried.values()), "left": left}


@check(1, N_("an exception of download reaches the caller"))
def an_error_reaches_the_caller(lab: Lab) -> None:
    asked = list(files(lab, 3))
    reason = f"no such file {lab.rng.randrange(1000)}"
    for bad, what in (
        (asked[1:2], _("download_all, when one of three downloads fails")),
        (asked, _("download_all, when all of three downloads fail")),
    ):
        demand = entry("came", raises(NotThere, what, reason))
        for got in lab.explore(with_failures, asked, bad, reason, schedules=50, **demand).values:
            same(got["tried"], 1, _("How often a download that fails was tried"))


def left_by(answer: Any, asked: list[str]) -> list[str]:
    return threads_left(lambda: answer.download_all(list(asked), lambda name: name))


@check(1, N_("no thread is left when the call returns or raises"))
def no_thread_is_left(lab: Lab) -> None:
    asked = list(files(lab, 3))
    demand = none_left("download_all")
    lab.explore(left_by, asked, schedules=100, **demand)
    lab.explore(with_failures, asked, asked[:1], "", schedules=50, **entry("left", demand))


def files(lab: Lab, n: int) -> dict[str, str]:
    """`n` different names and their contents, none of which anybody can know beforehand."""
    numbers = lab.rng.sample(range(100, 1000), n)
    return {f"f{number}": str(lab.rng.randrange(100, 1000)) for number in numbers}
