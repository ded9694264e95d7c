"""Thread pool: what an answer to ex05 has to keep.

Fetches take virtual seconds, so the verdicts do not depend on how fast this machine is.
"""

from __future__ import annotations

from typing import Any

from grader.check import N_, Kind, _, check, expect, short
from grader.lab import Lab
from grader.lab.demands import none_left, raises
from grader.lab.scenes import Gauge, attempt, seconds_of, threads_left


def fetch_lengths(answer: Any, lengths: dict[str, int], max_workers: int) -> Any:
    """Fetch the names in `lengths`, each taking that many virtual seconds."""
    import copy
    import time

    def fetch(url: str) -> str:
        time.sleep(lengths[url])
        return f"page {url}"

    # Threads that were not waited for could still fill the list afterwards.
    return copy.copy(answer.fetch_all(list(lengths), fetch, max_workers))


@check(2, N_("the results stand in the order of the urls"))
def results_follow_the_urls(lab: Lab) -> None:
    urls = names(lab, 3)
    lengths = {url: 3 - place for place, url in enumerate(urls)}
    pages = [f"page {url}" for url in urls]
    lab.explore(
        fetch_lengths,
        lengths,
        3,
        holds=lambda got: bool(got == pages),
        otherwise=lambda got: _("Expected {expected}, got {got}.").format(
            expected=short(pages), got=short(got)
        ),
        kind=Kind.WRONG_RESULT,
        schedules=100,
    )


def fetch_tickets(answer: Any, urls: list[str], max_workers: int) -> Any:
    """Every fetch gives its url and a number that no other fetch gets."""
    tickets = iter(range(1000))
    return answer.fetch_all(urls, lambda url: [url, next(tickets)], max_workers)


def own_result_each(got: object, urls: list[str]) -> bool:
    """Whether every url has a result, each from a fetch of its own; in any order."""
    if not isinstance(got, list) or len(got) != len(urls):
        return False
    if not all(isinstance(page, list) and list(map(type, page)) == [str, int] for page in got):
        return False
    fetched, tickets = zip(*got, strict=True) if got else ((), ())
    return sorted(fetched) == sorted(urls) and sorted(tickets) == list(range(len(urls)))


@check(2, N_("every url is fetched once, also one that comes twice"))
def every_url_is_fetched_once(lab: Lab) -> None:
    first, second = names(lab, 2)
    urls = [first, second, first]
    lab.explore(
        fetch_tickets,
        urls,
        2,
        holds=lambda got: own_result_each(got, urls),
        schedules=200,
        otherwise=lambda got: _(
            "For the urls {urls} there should be three fetches, and three results of their own; "
            "the results (url, number of the fetch) were {got}."
        ).format(urls=urls, got=short(got)),
        kind=Kind.WRONG_RESULT,
    )


@check(1, N_("fewer urls than workers, one url, or none at all are fine"))
def few_urls_or_none(lab: Lab) -> None:
    urls = names(lab, 2)
    for asked, workers in (([], 3), (urls[:1], 1), (urls, 5)):
        for got in lab.explore(fetch_tickets, asked, workers, schedules=30).values:
            expect(
                own_result_each(got, asked),
                Kind.WRONG_RESULT,
                _("For {urls} urls and {workers} workers the results were {got}.").format(
                    urls=len(asked), workers=workers, got=short(got)
                ),
            )


def count_at_once(answer: Any, urls: list[str], max_workers: int) -> dict[str, int]:
    """The most fetches under way at once, and the most threads that there were besides."""
    import threading
    import time

    before = threading.active_count()
    fetches, threads = Gauge(), 0

    def fetch(url: str) -> str:
        nonlocal threads
        with fetches:
            threads = max(threads, threading.active_count() - before)
            time.sleep(1)
        return url

    answer.fetch_all(urls, fetch, max_workers)
    return {"fetches": fetches.most, "threads": threads}


CARETAKERS = 3
"""Threads that a pool may have of its own to look after it: multiprocessing.pool has three."""


@check(2, N_("never more than max_workers fetches, or threads, at once"))
def never_more_than_max_workers(lab: Lab) -> None:
    urls = names(lab, 9)
    lab.explore(
        count_at_once,
        urls,
        2,
        holds=lambda most: most["fetches"] <= 2 and most["threads"] <= 2 + CARETAKERS,
        otherwise=lambda most: _(
            "With {urls} urls and max_workers = 2 there were {fetches} fetches at once, "
            "and {threads} threads."
        ).format(urls=len(urls), fetches=most["fetches"], threads=most["threads"]),
        kind=Kind.WRONG_RESULT,
        schedules=100,
    )


def seconds_for(answer: Any, lengths: dict[str, int], max_workers: int) -> float:
    """How many virtual seconds it takes to fetch them all."""
    return seconds_of(lambda: fetch_lengths(answer, lengths, max_workers))


@check(1, N_("max_workers fetches at once, and a free worker takes the next url"))
def a_free_worker_takes_the_next_url(lab: Lab) -> None:
    lengths = dict(zip(names(lab, 5), [40, 10, 10, 10, 10], strict=True))
    seen = lab.explore(seconds_for, lengths, 2, schedules=30)
    quickest = min(seen.values)
    expect(
        quickest < 45,
        Kind.NOT_CONCURRENT,
        _(
            "Two workers can fetch urls that take 40, 10, 10, 10 and 10 seconds in 40 seconds: "
            "one has the long fetch, the other all the short ones. Here it took {seconds:g}."
        ).format(seconds=quickest),
        facts={"virtual_seconds": quickest},
    )


def fetch_with_failure(answer: Any, urls: list[str], bad: str, reason: str) -> Any:
    """What came of it when fetching `bad` raises LookupError(reason)."""

    def fetch(url: str) -> str:
        if url == bad:
            raise LookupError(reason)
        return url

    return attempt(answer.fetch_all, urls, fetch, 2)


@check(1, N_("an exception of fetch reaches the caller"))
def an_error_reaches_the_caller(lab: Lab) -> None:
    urls = names(lab, 3)
    reason = f"no such host {lab.rng.randrange(1000)}"
    demand = raises(LookupError, _("fetch_all, when one of three fetches fails"), reason)
    lab.explore(fetch_with_failure, urls, urls[1], reason, schedules=100, **demand)


def left_by(answer: Any, urls: list[str]) -> list[str]:
    return threads_left(lambda: answer.fetch_all(urls, lambda url: url, 2))


@check(1, N_("no thread is left when the call returns"))
def no_thread_is_left(lab: Lab) -> None:
    lab.explore(left_by, names(lab, 3), schedules=100, **none_left("fetch_all"))


def names(lab: Lab, n: int) -> list[str]:
    """`n` different urls that nobody can know beforehand."""
    return [f"/{number}" for number in lab.rng.sample(range(100, 1000), n)]
