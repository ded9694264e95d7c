"""Chunks that pay: what an answer to ex32 has to keep."""

from __future__ import annotations

import multiprocessing
from typing import Any

from grader.check import N_, Kind, _, check, expect, same, short
from grader.gate import Cost, Item
from grader.lab import Lab

WORKERS = 4
LEAST = 0.7
"""The efficiency asked for: speedup / workers, in virtual time."""
NOTHING_ASKED = 0.01
"""An efficiency that every answer reaches: calls are held, and nobody is refused."""
SIDE = 8
SPOT = 4
SLOW = 10.0
"""Virtual seconds of a pixel in the slow spot; elsewhere it takes one."""
SMALL_PIXELS = 240
"""The side of the picture whose pixels are small: 57,600 of them, half a CPU second in all."""

Pixels = dict[Any, Item]


def picture(answer: Any, pixel: Any, width: int, height: int, workers: int) -> Any:
    return answer.render(pixel, width, height, workers)


def pixels(lab: Lab, width: int, height: int) -> Pixels:
    """What pixel(x, y) gives: numbers that nobody can know without calling it."""
    return {
        (x, y): Item(lab.rng.randrange(10**6, 10**9)) for y in range(height) for x in range(width)
    }


def of_any_size(lab: Lab, n: int) -> list[int]:
    """Whole numbers of one digit to 24, positive and negative: no C integer holds them all."""
    lengths = [1 + 23 * k // (n - 1) for k in range(n)]
    lab.rng.shuffle(lengths)
    return [
        lab.rng.choice((-1, 1)) * lab.rng.randrange(10 ** (length - 1), 10**length)
        for length in lengths
    ]


def taking(seconds: float, item: Item) -> Item:
    return Item(item.value, Cost(seconds))


def expect_picture(got: Any, items: Pixels, width: int, height: int) -> None:
    """Whether `got` is the list of rows that the items make up."""
    expect(
        isinstance(got, list) and all(isinstance(row, list) for row in got),
        Kind.WRONG_RESULT,
        _("render has to return a list of rows, each a list; it returned {got}.").format(
            got=short(got)
        ),
    )
    size = _("the lengths of the rows in a picture of {width} x {height}")
    same(
        [len(row) for row in got], [width] * height, size.format(width=width, height=height)
    )  # fmt: skip
    for (x, y), item in items.items():
        where = _("rows[{y}][{x}] in a picture of {width} x {height}")
        same(got[y][x], item.value, where.format(x=x, y=y, width=width, height=height))


@check(2, N_("every pixel stands in its place"))
def every_pixel_in_its_place(lab: Lab) -> None:
    width, height = 4, 4
    # The first row takes as long as all others together, so it is the last one to be finished.
    items = {
        (x, y): taking(3.0 if y == 0 else 1.0, Item(value))
        for (x, y), value in zip(
            pixels(lab, width, height), of_any_size(lab, width * height), strict=True
        )
    }
    run = lab.gate(
        picture, width, height, 2, items=items, workers=2, efficiency=NOTHING_ASKED
    )  # fmt: skip
    expect_picture(run.value, items, width, height)


@check(1, N_("small pictures are fine, also with fewer pixels than workers"))
def small_pictures(lab: Lab) -> None:
    for width, height, workers in ((1, 1, 3), (5, 1, 2), (1, 5, 2), (2, 2, 6), (3, 4, 1)):
        items = pixels(lab, width, height)
        run = lab.gate(picture, width, height, workers, items=items, workers=workers)
        expect_picture(run.value, items, width, height)


@check(1, N_("every pixel is computed exactly once"))
def every_pixel_once(lab: Lab) -> None:
    items = pixels(lab, 7, 9)
    run = lab.gate(picture, 7, 9, WORKERS, items=items, workers=WORKERS)
    run.expect_each_once("pixel{item}")


@check(2, N_("as many processes as there are workers compute, whichever way they are started"))
def works_with_every_start_method(lab: Lab) -> None:
    for method in multiprocessing.get_all_start_methods():
        together_at_work(lab, 6, 6, 3, cpus=3, method=method)
    # The number of CPUs says nothing. To be sure that no fourth process comes takes seconds, so
    # there is little to compute.
    together_at_work(lab, 2, 4, 3, cpus=4)
    workers = 5
    together = together_at_work(lab, 2 * workers, 2 * workers, workers, cpus=workers)
    expect(
        together == workers,
        Kind.WRONG_RESULT,
        _("With {workers} workers only {n} processes computed at the same time.").format(
            workers=workers, n=together
        ),
    )


def together_at_work(
    lab: Lab, width: int, height: int, workers: int, cpus: int, method: str | None = None
) -> int:
    """How many processes compute a picture at the same time; not more than there are workers."""
    items = pixels(lab, width, height)
    # Held, since a main process that computes too would else be done before the others begin.
    run = lab.gate(
        picture,
        width,
        height,
        workers,
        items=items,
        workers=cpus,
        efficiency=NOTHING_ASKED,
        start_method=method,
    )
    run.expect_children()
    expect(
        run.together <= workers,
        Kind.WRONG_RESULT,
        _("With {workers} workers {n} processes computed at the same time.").format(
            workers=workers, n=run.together
        ),
    )
    expect_picture(run.value, items, width, height)
    return run.together


@check(4, N_("four workers share the work, though some pixels are slow"))
def shares_uneven_pixels(lab: Lab) -> None:
    left, top = lab.rng.randrange(1, 4), lab.rng.randrange(1, 4)
    spot = {(x, y) for x in range(left, left + SPOT) for y in range(top, top + SPOT)}
    items = {
        place: taking(SLOW if place in spot else 1.0, item)
        for place, item in pixels(lab, SIDE, SIDE).items()
    }
    run = lab.gate(
        picture, SIDE, SIDE, WORKERS, items=items, workers=WORKERS, efficiency=LEAST
    )  # fmt: skip
    expect_picture(run.value, items, SIDE, SIDE)
    lab.note(
        _("Speedup in virtual time: {speedup:.1f} with {workers} workers.").format(
            speedup=run.speedup, workers=WORKERS
        )
    )


def small_pixel(x: int, y: int) -> int:
    """A pixel that keeps a CPU busy for some 10 microseconds."""
    total = 0
    for step in range(300):
        total += step * x
    return total + y


def sum_of_picture(answer: Any, pixel: Any, side: int, workers: int) -> Any:
    return sum(map(sum, answer.render(pixel, side, side, workers)))


@check(4, N_("most of the CPU time goes into the pixels, not into messages"))
def work_outweighs_the_messages(lab: Lab) -> None:
    side = SMALL_PIXELS
    run = lab.overhead(
        sum_of_picture, side, WORKERS, work=small_pixel, workers=WORKERS, deadline=60.0
    )
    same(run.calls, side * side, _("the number of calls of pixel"))
    expect(
        run.processes > 1,
        Kind.NOT_PROCESSES,
        _("One process alone computed a picture of {side} x {side} pixels.").format(side=side),
    )
    line = sum(range(side))
    same(run.value, sum(range(300)) * line * side + line * side, _("the sum of all pixels"))
    lab.note(
        _("{percent} of the CPU time of all processes went into the pixels.").format(
            percent=f"{100 * run.share:.0f} %"
        )
    )
