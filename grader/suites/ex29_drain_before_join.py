"""Drain before join: what an answer to ex29 has to keep."""

from __future__ import annotations

import multiprocessing
from typing import Any

from grader.check import N_, Kind, _, check, expect, same, short
from grader.lab import Lab
from grader.lab.scenes import children_left

LARGE = 300_000
"""Bytes of a page that no pipe holds."""
SLOW = 3
"""Seconds that a page takes to be scanned. Who looks for pages now and then looks often by then."""


def gathered(answer: Any, n_items: int, size: int, workers: int) -> Any:
    """[item, pid, whether its data are right] of each page, in the order in which they came."""
    pages = answer.gather(n_items, size, workers)
    return [[item, pid, data == bytes([item % 256]) * size] for item, pid, data in pages]


def numbers(answer: Any, n_items: int, size: int, workers: int) -> Any:
    """The numbers of the pages whose data are right."""
    return [item for item, _pid, right in gathered(answer, n_items, size, workers) if right]


def slowly_scanned(answer: Any, n_items: int, size: int, workers: int, seconds: float) -> Any:
    """The same where a page but the first takes so long to be scanned."""
    import functools
    import time

    scan = answer.scan

    @functools.wraps(scan)
    def slow_scan(item: int, size: int) -> Any:
        if item:
            time.sleep(seconds)
        return scan(item, size)

    answer.scan = slow_scan
    try:
        return numbers(answer, n_items, size, workers)
    finally:
        answer.scan = scan


def with_types(answer: Any, n_items: int, size: int, workers: int) -> Any:
    """The types of what gather gives and of the pages in it, and their numbers."""
    found = answer.gather(n_items, size, workers)
    pages = list(found)
    types = [type(found).__name__, *sorted({type(page).__name__ for page in pages})]
    return [types, [page[0] for page in pages]]


def left_by(answer: Any, n_items: int, size: int, workers: int) -> list[str]:
    return children_left(lambda: answer.gather(n_items, size, workers), answer)


def with_main(answer: Any, n_items: int, size: int, workers: int) -> Any:
    import os

    return [os.getpid(), [pid for _item, pid, _right in gathered(answer, n_items, size, workers)]]


def expect_pages(got: Any, n_items: int, where: str) -> None:
    same(got, list(range(n_items)), _("{where}, the pages gathered").format(where=where))


@check(2, N_("every page is gathered, in the order of the pages"))
def pages_come_in_order(lab: Lab) -> None:
    size = lab.rng.randrange(10, 1000)
    types, pages = lab.run(with_types, 12, size, 3, deadline=8.0).value
    expect_pages(pages, 12, _("Twelve pages, three workers"))
    same(types, ["list", "tuple"], _("the types of what gather returns, and of the pages in it"))


@check(1, N_("more workers than pages, empty pages and no pages at all are fine"))
def few_pages_or_none(lab: Lab) -> None:
    for call, where in (
        ([2, 10, 4], _("Two pages, four workers")),
        ([3, 0, 1], _("Three empty pages, one worker")),
        ([0, 10, 2], _("No pages")),
    ):
        expect_pages(lab.run(numbers, *call, deadline=8.0).value, call[0], where)


@check(2, N_("child processes scan the pages, as many as there are workers at most"))
def child_processes_scan(lab: Lab) -> None:
    for workers in (1, 2):
        run = lab.run(with_main, 6, 10, workers, start_method="spawn", deadline=8.0)
        main, pids = run.value
        expect(
            main not in pids and bool(run.evidence.processes),
            Kind.NOT_PROCESSES,
            _("The main process scanned pages itself. That is the work of the child processes."),
        )
        same(len(pids), 6, _("the number of pages gathered"))
        n = len(set(pids))
        sentence = _("With workers = {workers}, {n} processes scanned pages.")
        expect(n <= workers, Kind.WRONG_RESULT, sentence.format(workers=workers, n=n))


def expect_all(lab: Lab, size: int, schedules: int) -> None:
    lab.interleave(
        numbers,
        2,
        size,
        2,
        holds=lambda got: got == [0, 1],
        otherwise=lambda got: _(
            "Two pages of {size} bytes, two workers: expected the pages 0 and 1, got {got}."
        ).format(size=size, got=short(got)),
        kind=Kind.WRONG_RESULT,
        schedules=schedules,
        seconds=3.0,
    )


@check(3, N_("no page is lost, whatever the order in which the processes go on"))
def no_page_is_lost(lab: Lab) -> None:
    size = lab.rng.randrange(10, 100)
    expect_all(lab, size, 10)
    # Virtual seconds: they pass when nobody can go on.
    lab.interleave(
        slowly_scanned,
        2,
        size,
        2,
        SLOW,
        holds=lambda got: got == [0, 1],
        otherwise=lambda got: _(
            "Two pages, two workers, and page 1 takes {seconds} s to be scanned: expected the "
            "pages 0 and 1, got {got}."
        ).format(seconds=SLOW, got=short(got)),
        kind=Kind.WRONG_RESULT,
        start_method=multiprocessing.get_all_start_methods()[0],
        schedules=2,
    )


@check(3, N_("large pages come through, and nobody waits for ever"))
def large_pages_come_through(lab: Lab) -> None:
    expect_all(lab, LARGE, 10)


@check(2, N_("it works with large pages whichever way processes are started, and none is left"))
def works_with_every_start_method(lab: Lab) -> None:
    # Who waits for ever is told at once here, and not when the time is up.
    expect_all(lab, LARGE, 1)
    for method in multiprocessing.get_all_start_methods():
        run = lab.run(gathered, 5, LARGE, 2, start_method=method, deadline=8.0)
        got = [item for item, _pid, right in run.value if right]
        expect_pages(got, 5, _("Start method {method}").format(method=method))
        left = (*run.evidence.processes_left, *run.evidence.zombies)
        scanned = {pid for _item, pid, _right in run.value}
        expect(
            scanned.isdisjoint(child.pid for child in left),
            Kind.LEAKED_PROCESS,
            _(
                "gather has returned, and a child process of it still runs, or has ended and "
                "nobody has waited for it."
            ),
        )
    names = ", ".join(lab.run(left_by, 2, 10, 2, deadline=30.0).value)
    sentence = _("gather has returned, and these processes that it started still run: {names}.")
    expect(not names, Kind.LEAKED_PROCESS, sentence.format(names=names))
