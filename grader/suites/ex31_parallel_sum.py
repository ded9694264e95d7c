"""Parallel sum: what an answer to ex31 has to keep."""

from __future__ import annotations

import contextlib
import functools
import multiprocessing
from typing import Any

from grader.check import N_, Kind, Rejected, Undecided, _, check, expect, same, short
from grader.lab import Lab

WORKERS = 4
LEAST = 0.7
"""The efficiency asked for: speedup / workers, in virtual time."""
HUGE = 3900
"""The digits of a large term."""
NOTHING_ASKED = 0.01
"""An efficiency that every answer reaches: calls are held, and nobody is refused."""
BUSY_TERMS = 160
"""Half a second of work, for the real clock."""


def borders(answer: Any, ranges: list[list[int]]) -> list[Any]:
    """What kind of thing each call returns, and the pairs in it."""
    found = [answer.chunks(*numbers) for numbers in ranges]
    return [
        [
            "list" if isinstance(chunks, list) else type(chunks).__name__,
            [[first, stop] for first, stop in chunks],
        ]
        for chunks in found
    ]


def total(answer: Any, term: Any, start: int, end: int, workers: int) -> Any:
    return answer.parallel_sum(term, start, end, workers)


def totals(answer: Any, term: Any, ranges: list[list[int]]) -> Any:
    return [answer.parallel_sum(term, *numbers) for numbers in ranges]


def terms(lab: Lab, start: int, end: int, most: int = 10**9) -> dict[Any, int]:
    """What term(i) returns: numbers that nobody can know without calling it."""
    return {i: lab.rng.randrange(most // 1000, most) for i in range(start, end)}


def some_ranges(lab: Lab) -> list[list[int]]:
    """[start, end, n], each with something of its own to get wrong."""
    far = lab.rng.randrange(1000, 100_000)
    return [
        [0, 8, 4],  # divides evenly
        [1, 1 + lab.rng.randrange(9, 12), 4],  # does not, and begins at 1 as in the lecture
        [far, far + 10, 4],  # far from 0
        [-7, 6, 3],  # across 0
        [-9, -2, 3],  # below 0
        [far, far + 3, 8],  # more workers than indices
        [far, far + 1, 1],
        [1, 1 + lab.rng.randrange(50, 500), lab.rng.randrange(6, 20)],
        [0, 61, 7],  # 7 * (61 / 7) is less than 61
        [far, far, 4],  # nothing
        [far, far - 3, 2],  # less than nothing
    ]


def shown(start: int, end: int, n: int) -> str:
    return f"chunks({start}, {end}, {n})"


def expect_borders(call: str, pairs: list[list[Any]]) -> None:
    """Whether every pair is a chunk: two whole numbers with an index between them."""
    for first, stop in pairs:
        expect(
            type(first) is int and type(stop) is int and first < stop,
            Kind.WRONG_RESULT,
            _("{call} has the chunk {chunk}, in which no index lies.").format(
                call=call, chunk=short((first, stop))
            ),
        )


@check(2, N_("chunks() puts every index into exactly one chunk, in order"))
def chunks_cover_every_index(lab: Lab) -> None:
    ranges = some_ranges(lab)
    found = lab.run(borders, ranges).value
    for (start, end, n), (made, pairs) in zip(ranges, found, strict=True):
        call = shown(start, end, n)
        expect(
            made == "list",
            Kind.WRONG_RESULT,
            _("{call} returns a {type}; a list is wanted.").format(call=call, type=made),
        )
        expect_borders(call, pairs)
        expect(
            sum(stop - first for first, stop in pairs) < 10_000,
            Kind.WRONG_RESULT,
            _("{call} has chunks for far too many indices.").format(call=call),
        )
        found = [i for first, stop in pairs for i in range(first, stop)]
        same(found, list(range(start, end)), _("the indices in {call}").format(call=call))


@check(1, N_("chunks() gives at most n chunks, and none is longer than its share"))
def no_chunk_beyond_its_share(lab: Lab) -> None:
    ranges = [r for r in some_ranges(lab) if r[0] < r[1]]
    found = lab.run(borders, ranges).value
    for (start, end, n), (_made, pairs) in zip(ranges, found, strict=True):
        call, share = shown(start, end, n), -(-(end - start) // n)
        expect_borders(call, pairs)
        expect(
            len(pairs) <= n,
            Kind.WRONG_RESULT,
            _("{call} gives {found} chunks; at most {n} are wanted.").format(
                call=call, found=len(pairs), n=n
            ),
        )
        longest = max((stop - first for first, stop in pairs), default=0)
        expect(
            longest <= share,
            Kind.WRONG_RESULT,
            _(
                "{call} has a chunk of {longest} indices: shared out between {n}, "
                "{share} would be the most."
            ).format(call=call, longest=longest, n=n, share=share),
        )


@check(2, N_("the sum is right, wherever it begins and ends"))
def sum_is_right(lab: Lab) -> None:
    far = lab.rng.randrange(1000, 100_000)
    ranges = [[1, 11, 3], [far, far + 8, 2], [-3, 1, 4]]
    items = {i: number for start, end, _n in ranges for i, number in terms(lab, start, end).items()}
    run = lab.gate(totals, ranges, items=items, workers=WORKERS)
    for (start, end, _n), got in zip(ranges, run.value, strict=True):
        what = _("the sum from {start} to {end}").format(start=start, end=end)
        same(got, sum(items[i] for i in range(start, end)), what)
    # No machine has a number type for these, and all together they do not fit into a pipe.
    items = terms(lab, 0, 60, 10**HUGE)
    run = lab.gate(total, 0, 60, 2, items=items, workers=2)
    what = _("the sum of {n} terms of up to {digits} digits").format(n=60, digits=HUGE)
    same(run.value, sum(items.values()), what)


@check(1, N_("more workers than terms, one worker and no terms at all are fine"))
def few_terms_or_none(lab: Lab) -> None:
    for start, end, workers in ((5, 7, 6), (5, 9, 1), (5, 5, 4), (5, 2, 4)):
        items = terms(lab, start, end)
        run = lab.gate(total, start, end, workers, items=items, workers=workers)
        same(
            run.value,
            sum(items.values()),
            _("the sum of {n} terms with {workers} workers").format(n=len(items), workers=workers),
        )


@check(1, N_("every term is computed exactly once"))
def every_term_once(lab: Lab) -> None:
    start = lab.rng.randrange(100, 1000)
    end = start + 21
    run = lab.gate(total, start, end, WORKERS, items=terms(lab, start, end), workers=WORKERS)
    run.expect_each_once("term({item})")


@check(2, N_("as many processes as there are workers compute, whichever way they are started"))
def works_with_every_start_method(lab: Lab) -> None:
    start = lab.rng.randrange(100, 1000)
    for method in multiprocessing.get_all_start_methods():
        items = terms(lab, start, start + 12)
        run = lab.gate(total, start, start + 12, 3, items=items, workers=3, start_method=method)
        run.expect_children()
        same(
            run.value,
            sum(items.values()),
            _("the sum with the start method {method}").format(method=method),
        )
    # The number of CPUs says nothing. To be sure that no third process comes takes seconds, so
    # there is little to compute.
    for workers, cpus in ((2, 4), (6, 6)):
        items = terms(lab, start, start + 2 * workers)
        run = lab.gate(
            total,
            start,
            start + len(items),
            workers,
            items=items,
            workers=cpus,
            efficiency=NOTHING_ASKED,
        )
        what = _("the processes that computed at the same time, with {workers} workers")
        same(run.together, workers, what.format(workers=workers))


@check(4, N_("four workers share the work"))
def shares_the_work(lab: Lab) -> None:
    start = lab.rng.randrange(100, 1000)
    end = start + 6 * WORKERS
    for method in dict.fromkeys((None, "spawn")):
        items = terms(lab, start, end)
        run = lab.gate(
            total,
            start,
            end,
            WORKERS,
            items=items,
            workers=WORKERS,
            efficiency=LEAST,
            start_method=method,
        )
        same(run.value, sum(items.values()), _("the sum"))
    lab.note(how_it_scales(lab, {WORKERS: run.speedup or 0.0}))
    lab.note(lab.measured(one_after_the_other, in_parallel, workers=WORKERS))


def how_it_scales(lab: Lab, speedups: dict[int, float]) -> str:
    """The speedup with fewer and more workers than the contract speaks of; shown, not graded."""
    start = lab.rng.randrange(100, 1000)
    for workers in (2, 8):
        items = terms(lab, start, start + 6 * workers)
        with contextlib.suppress(Rejected, Undecided):
            run = lab.gate(
                total,
                start,
                start + 6 * workers,
                workers,
                items=items,
                workers=workers,
                efficiency=NOTHING_ASKED,
            )
            speedups[workers] = run.speedup or 0.0
    return _("Speedup in virtual time: {figures}.").format(
        figures=", ".join(
            _("{speedup:.1f} with {workers} workers").format(speedup=speedup, workers=workers)
            for workers, speedup in sorted(speedups.items())
        )
    )


def busy_term() -> Any:
    """A term that keeps a CPU busy: a function of the standard library, so that every process can
    import it."""
    return functools.partial(pow, exp=3**2000, mod=2**521 - 1)


def one_after_the_other(answer: Any, workers: int) -> Any:
    return sum(map(busy_term(), range(1, 1 + BUSY_TERMS)))


def in_parallel(answer: Any, workers: int) -> Any:
    return answer.parallel_sum(busy_term(), 1, 1 + BUSY_TERMS, workers)
