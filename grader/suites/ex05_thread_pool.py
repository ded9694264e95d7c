"""Thread pool: what an answer to ex05 has to keep.

Fetches take virtual seconds, so the verdicts do not depend on how fast this machine is.
"""

from __future__ import annotations

from typing import Any

from grader.check import N_, Kind, _, check, expect, same, short
from grader.lab import Lab
from grader.lab.demands import entry, none_left, raises
from grader.lab.scenes import HOUR, Gauge, attempt, count_cpus, seconds_of, threads_left


def fetch_pages(answer: Any, lengths: dict[str, int], pages: list[str | None]) -> Any:
    """Fetch the names in `lengths`, each taking that many virtual seconds, all at once."""
    import copy
    import time

    page = dict(zip(lengths, pages, strict=True))

    def fetch(url: str) -> str | None:
        time.sleep(lengths[url])
        return page[url]

    # Threads that were not waited for could still fill the list afterwards.
    return copy.copy(answer.fetch_all(list(lengths), fetch, len(lengths)))


@check(2, N_("the results stand in the order of the urls"))
def results_follow_the_urls(lab: Lab) -> None:
    urls = names(lab, 3)
    lengths = {url: (3 - place) * HOUR for place, url in enumerate(urls)}
    pages = [f"page {urls[0]}", None, f"page {urls[2]}"]
    lab.explore(
        fetch_pages,
        lengths,
        pages,
        holds=lambda got: bool(got == pages),
        otherwise=lambda got: _("Expected {expected}, got {got}.").format(
            expected=short(pages), got=short(got)
        ),
        kind=Kind.WRONG_RESULT,
        schedules=100,
    )


def fetch_tickets(answer: Any, asked: list[str], max_workers: int) -> dict[str, Any]:
    """Every fetch gives its url and a number that no other fetch gets: these pages when the call
    returns, and the list of urls then."""
    import copy

    urls, tickets = list(asked), iter(range(1000))
    pages = answer.fetch_all(urls, lambda url: [url, next(tickets)], max_workers)
    return {"pages": copy.copy(pages), "urls": urls}


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
    seen = lab.explore(
        fetch_tickets,
        urls,
        2,
        holds=lambda got: own_result_each(got["pages"], urls),
        schedules=200,
        otherwise=lambda got: _(
            "For the urls {urls} there should be three fetches, and three results of their own; "
            "the results (url, number of the fetch) were {got}."
        ).format(urls=urls, got=short(got["pages"])),
        kind=Kind.WRONG_RESULT,
    )
    for got in seen.values:
        same(got["urls"], urls, _("The list of urls after the call"))


def fetch_in_turn(answer: Any, calls: list[tuple[list[str], int]]) -> list[Any]:
    """What each call gave when it returned, in one program."""
    return [fetch_tickets(answer, urls, workers)["pages"] for urls, workers in calls]


@check(1, N_("fewer urls than workers, one url, or none at all are fine"))
def few_urls_or_none(lab: Lab) -> None:
    urls = names(lab, 2)
    calls = [([], 3), (urls[:1], 1), (urls, 5)]
    for came in lab.explore(fetch_in_turn, calls, schedules=50).values:
        for (asked, workers), got in zip(calls, came, strict=True):
            expect(
                own_result_each(got, asked),
                Kind.WRONG_RESULT,
                _("For {urls} urls and {workers} workers the results were {got}.").format(
                    urls=len(asked), workers=workers, got=short(got)
                ),
            )


def count_at_once(answer: Any, urls: list[str], max_workers: int) -> dict[str, int]:
    """The most fetches under way at once, the most threads that there were besides, and how many
    threads have fetched anything in all."""
    import threading
    import time

    before = threading.active_count()
    fetches, threads, workers = Gauge(), 0, set()

    def fetch(url: str) -> str:
        nonlocal threads
        workers.add(threading.current_thread())
        with fetches:
            threads = max(threads, threading.active_count() - before)
            time.sleep(1)
        return url

    answer.fetch_all(list(urls), fetch, max_workers)
    return {"fetches": fetches.most, "threads": threads, "workers": len(workers)}


CARETAKERS = 3
"""Threads that a pool may have of its own to look after it: multiprocessing.pool has three."""


@check(2, N_("never more than max_workers fetches, or threads, at once"))
def never_more_than_max_workers(lab: Lab) -> None:
    urls = names(lab, 9)
    lab.explore(
        count_at_once,
        urls,
        2,
        holds=lambda most: (
            max(most["fetches"], most["workers"]) <= 2 and most["threads"] <= 2 + CARETAKERS
        ),
        otherwise=lambda most: _(
            "With {urls} urls and max_workers = 2 there were {fetches} fetches and {threads} "
            "threads at once, and {workers} threads fetched something in all."
        ).format(urls=len(urls), **most),
        kind=Kind.WRONG_RESULT,
        schedules=100,
    )


def seconds_for(answer: Any, lengths: dict[str, int], max_workers: int) -> float:
    """How many virtual seconds it takes to fetch them all, on a computer with one CPU."""
    import time

    def fetch(url: str) -> None:
        time.sleep(lengths[url])

    count_cpus(answer, 1)
    return seconds_of(lambda: answer.fetch_all(list(lengths), fetch, max_workers))


def expect_seconds(lab: Lab, lengths: list[int], workers: int, best: int, otherwise: str) -> None:
    """Some schedule takes `best` seconds, or little more."""
    urls = dict(zip(names(lab, len(lengths)), lengths, strict=True))
    seen = lab.explore(seconds_for, urls, workers, schedules=4)
    quickest = min(seen.values)
    expect(
        quickest < best + 5,
        Kind.NOT_CONCURRENT,
        otherwise.format(seconds=round(quickest, 2)),
        facts={"virtual_seconds": quickest},
    )


@check(1, N_("max_workers fetches at once, and a free worker takes the next url"))
def a_free_worker_takes_the_next_url(lab: Lab) -> None:
    # A pool that hands urls out in chunks does so when there are more than four for each worker.
    # The long fetch is in the middle, for those who begin with the last url.
    long = _(
        "Two workers can fetch nine urls, of which the fifth takes 40 seconds and each other "
        "one 10, in 60 seconds: while one has the long fetch, the other has one short fetch after "
        "the other. Here it took {seconds:g}."
    )
    expect_seconds(lab, [10] * 4 + [40] + [10] * 4, 2, 60, long)
    many = _(
        "Forty workers can fetch forty urls that take 10 seconds each in 10 seconds, with a single "
        "CPU just as well. Here it took {seconds:g}."
    )
    expect_seconds(lab, [10] * 40, 40, 10, many)


def fetch_with_failures(answer: Any, urls: list[str], bad: list[str], reason: str) -> Any:
    """What came of it when fetching one of `bad` raises LookupError(reason), and how often the same
    url was fetched at most."""
    tried = dict.fromkeys(urls, 0)

    def fetch(url: str) -> str:
        tried[url] += 1
        if url in bad:
            raise LookupError(reason)
        return url

    came = attempt(answer.fetch_all, list(urls), fetch, 2)
    return {"came": came, "tried": max(tried.values())}


@check(1, N_("an exception of fetch reaches the caller"))
def an_error_reaches_the_caller(lab: Lab) -> None:
    urls = names(lab, 5)
    reason = f"no such host {lab.rng.randrange(1000)}"
    one = _("fetch_all, when one of three fetches fails")
    for asked, bad, what in (
        (urls[:3], urls[1:2], one),
        (urls, urls, _("fetch_all, when all of five fetches fail")),
    ):
        demand = entry("came", raises(LookupError, what, reason))
        seen = lab.explore(fetch_with_failures, asked, bad, reason, schedules=50, **demand)
        most = max(got["tried"] for got in seen.values)
        same(most, 1, _("How often a url whose fetch fails was fetched"))


def left_by(answer: Any, urls: list[str]) -> list[str]:
    return threads_left(lambda: answer.fetch_all(list(urls), lambda url: url, 2))


@check(1, N_("no thread is left when the call returns"))
def no_thread_is_left(lab: Lab) -> None:
    lab.explore(left_by, names(lab, 3), schedules=100, **none_left("fetch_all"))


def names(lab: Lab, n: int) -> list[str]:
    """`n` different urls that nobody can know beforehand."""
    return [f"/{number}" for number in lab.rng.sample(range(100, 1000), n)]
