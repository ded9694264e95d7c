"""Drain before join: what an answer to ex29 has to keep."""

from __future__ import annotations

import multiprocessing
from typing import Any

from grader.check import N_, Kind, _, check, expect, same, short
from grader.lab import Lab

LARGE = 300_000
"""Bytes of a page that no pipe holds."""


def gathered(answer: Any, n_items: int, size: int, workers: int) -> Any:
    """[item, pid, whether its data are right] of each page, in the order in which they came."""
    pages = answer.gather(n_items, size, workers)
    return [[item, pid, data == bytes([item % 256]) * size] for item, pid, data in pages]


def numbers(answer: Any, n_items: int, size: int, workers: int) -> Any:
    """The numbers of the pages whose data are right."""
    return [item for item, _pid, right in gathered(answer, n_items, size, workers) if right]


def with_main(answer: Any, n_items: int, size: int, workers: int) -> Any:
    import os

    return [os.getpid(), [pid for _item, pid, _right in gathered(answer, n_items, size, workers)]]


def expect_pages(got: Any, n_items: int, where: str) -> None:
    same(got, list(range(n_items)), _("{where}, the pages gathered").format(where=where))


@check(2, N_("every page is gathered, in the order of the pages"))
def pages_come_in_order(lab: Lab) -> None:
    size = lab.rng.randrange(10, 1000)
    expect_pages(
        lab.run(numbers, 7, size, 3, deadline=8.0).value, 7, _("Seven pages, three workers")
    )


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
    expect_all(lab, lab.rng.randrange(10, 100), 10)


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
