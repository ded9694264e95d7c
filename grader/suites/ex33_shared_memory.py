"""Shared memory: what an answer to ex33 has to keep."""

from __future__ import annotations

import contextlib
import multiprocessing
import sys
from collections.abc import Callable
from typing import Any

from grader.check import N_, Kind, Rejected, _, check, expect, ngettext, reject, same, skip
from grader.lab import Lab, Run
from grader.lab.demands import expect_no_child_left, expect_no_segment_left, is_helper
from grader.lab.scenes import believing_in, interrupted, is_manager, starting_with
from grader.supervisor import Evidence, ProcessSeen

WIDTH, HEIGHT = 4000, 1000
"""The large picture, 4 million pixels: its size in memory stands out, and a child is at work for
so long that it is seen."""
CROWD = 8
"""Workers of whom none has a copy: a band is an eighth of the picture."""
MOST_OWN = 0.6
"""The share of the picture's size by which a child's own memory may grow; a copy takes all."""


def blurred(answer: Any, rows: list[str], workers: int) -> Any:
    """The picture that blur gives, rows in hexadecimal digits; of anything but a list, the type."""
    found = answer.blur([bytes.fromhex(row) for row in rows], workers)
    if not isinstance(found, list):
        return {"__object__": type(found).__name__}
    return [row.hex() if type(row) is bytes else row for row in found]


def large(answer: Any, width: int, height: int, workers: int, seed: int) -> Any:
    """The middle row of a picture blurred on two CPUs, together with the three rows that it comes
    from; and how many managers were started for it."""
    import random

    managers = []

    def note(child: Any, start: Callable[..., None]) -> None:
        managers.extend([child] * is_manager(child))
        start(child)

    numbers = random.Random(seed)
    image = [numbers.randbytes(width) for _ in range(height)]
    found = starting_with(note, lambda: believing_in(2, lambda: answer.blur(image, workers)))
    middle = height // 2
    rows = [bytes(row).hex() for row in (*image[middle - 1 : middle + 2], found[middle])]
    return {"rows": rows, "managers": len(managers)}


def blur_of(rows: list[str]) -> list[str]:
    """What is right."""
    image = [bytes.fromhex(row) for row in rows]
    padded = [image[0], *image, image[-1]]
    return [
        bytes(sum(pixels) // 3 for pixels in zip(*padded[y : y + 3], strict=True)).hex()
        for y in range(len(image))
    ]


def need_evidence() -> None:
    if not sys.platform.startswith("linux"):
        skip(_("This system does not show the memory of a process and its segments."))


def expect_blurred(
    lab: Lab, width: int, height: int, workers: int, method: str | None = None
) -> None:
    rows = [lab.rng.randbytes(width).hex() for _ in range(height)]
    # Black is a pixel like any other: all along the rows of one third, at the end of the next ones.
    third = height // 3
    for y in range(third, 2 * third):
        rows[y] = bytes(width).hex()
        rows[y + third] = rows[y + third][:-2] + "00"
    found = lab.run(blurred, rows, workers, deadline=20.0, start_method=method).value
    what = _("the blurred picture of {width} x {height} pixels, in hexadecimal digits")
    same(found, blur_of(rows), what.format(width=width, height=height))


def run_large(lab: Lab, width: int, height: int, workers: int, method: str) -> Run:
    seed = lab.rng.randrange(10**6)
    run = lab.run(large, width, height, workers, seed, deadline=60.0, start_method=method)
    *three, found = run.value["rows"]
    same(found, blur_of(three)[1], _("the row in the middle"))
    return run


@check(2, N_("every pixel becomes the mean of itself and two neighbours"))
def every_pixel_is_blurred(lab: Lab) -> None:
    expect_blurred(lab, 7, 12, 3)
    expect_blurred(lab, 3, 4, 4)


@check(1, N_("small pictures are fine, also with fewer rows than workers"))
def small_pictures(lab: Lab) -> None:
    for width, height, workers in ((1, 1, 1), (5, 1, 3), (1, 2, 5), (4, 3, 1)):
        expect_blurred(lab, width, height, workers)


@check(2, N_("it works whichever way processes are started: fork, spawn, forkserver"))
def works_with_every_start_method(lab: Lab) -> None:
    for method in multiprocessing.get_all_start_methods():
        expect_blurred(lab, 5, 9, 2, method)


@check(2, N_("child processes share the work"))
def children_share_the_work(lab: Lab) -> None:
    method = multiprocessing.get_all_start_methods()[0]
    evidence = run_large(lab, WIDTH, HEIGHT, 4, method).evidence
    theirs = sum(process.cpu_seconds for process in evidence.processes)
    said = _("Only {children:.2f} of {all:.2f} CPU seconds were spent in child processes.")
    expect(
        theirs > 0.25 * evidence.cpu_seconds,
        Kind.NOT_PROCESSES,
        said.format(children=theirs, all=evidence.cpu_seconds),
    )
    number = len(at_work(evidence))
    expect(
        number >= 3,
        Kind.NOT_PARALLEL,
        ngettext(
            "With four workers only {n} child process had something to do.",
            "With four workers only {n} child processes had something to do.",
            number,
        ).format(n=number),
    )
    expect(
        most_at_once(at_work(evidence)) > 1,
        Kind.NOT_PARALLEL,
        _("With four workers there was only one child process at a time."),
    )
    run = run_large(lab, WIDTH, HEIGHT, 2, method)
    number = most_at_once(at_work(run.evidence))
    # A manager through which rows come back has a process of its own.
    said = _("With two workers {n} child processes were at work at the same time.")
    expect(number <= 2 + run.value["managers"], Kind.WRONG_RESULT, said.format(n=number))


def at_work(evidence: Evidence) -> list[ProcessSeen]:
    """The children that did something, but for those that multiprocessing keeps for itself."""
    children = [process for process in evidence.processes if not is_helper(process)]
    theirs = sum(child.cpu_seconds for child in children)
    return [child for child in children if child.cpu_seconds > 0.1 * theirs]


def most_at_once(children: list[ProcessSeen]) -> int:
    """How many were there at the same moment; they were seen a little later than they came, and
    not quite until they went, so never too many."""
    moments = [child.started for child in children]
    return max(
        (sum(c.started <= now <= c.last_seen for c in children) for now in moments), default=0
    )


@check(3, N_("no child has a copy of the picture"))
def no_child_has_a_copy(lab: Lab) -> None:
    need_evidence()
    size = WIDTH * HEIGHT
    before, after = 0, 100 * size
    # A process that is seldom looked at may have had more memory than was seen.
    for _look in range(3):
        before = max(before, most_own_memory(run_large(lab, 100, CROWD, CROWD, "spawn").evidence))
        after = min(after, most_own_memory(run_large(lab, WIDTH, HEIGHT, CROWD, "spawn").evidence))
        if after - before <= MOST_OWN * size:
            return
    said = _(
        "With {workers} workers and a picture of {size} million bytes, the memory of a child's "
        "own grew by {grown:.1f} million bytes. Half the size of the picture is the most."
    )
    grown = (after - before) / 10**6
    reject(Kind.WRONG_RESULT, said.format(workers=CROWD, size=size // 10**6, grown=grown))


def most_own_memory(evidence: Evidence) -> int:
    """Bytes of the child that had most."""
    return max((process.peak_own_memory for process in evidence.processes), default=0)


def expect_nothing_left(evidence: Evidence, when: str) -> None:
    expect_no_segment_left(evidence, when)
    expect_no_child_left(evidence, when)


@check(2, N_("when it returns, no segment and no child process is left"))
def nothing_is_left(lab: Lab) -> None:
    need_evidence()
    for method in multiprocessing.get_all_start_methods()[:2]:
        evidence = run_large(lab, WIDTH, HEIGHT // 4, 2, method).evidence
        expect_nothing_left(evidence, _("When blur had returned"))


def broken(answer: Any, height: int, bad: int, error: str) -> Any:
    """What comes of a picture whose row `bad` cannot be read, but raises `error`."""
    import builtins
    from collections.abc import Sequence

    class Rows(Sequence[bytes]):
        def __len__(self) -> int:
            return height

        def __getitem__(self, y: Any) -> Any:
            if range(height)[y] == bad:
                raise getattr(builtins, error)
            return bytes(50)

    try:
        return ["returned", repr(answer.blur(Rows(), 2))]
    except BaseException as caught:
        return ["raised", type(caught).__name__]


def blur_interrupted(answer: Any, width: int, height: int) -> str:
    return interrupted(lambda: answer.blur([bytes(width)] * height, 1))


@check(2, N_("nothing is left after an exception or Ctrl-C either"))
def nothing_is_left_after_an_exception(lab: Lab) -> None:
    need_evidence()
    for error in ("OSError", "KeyboardInterrupt", "SystemExit"):
        run = lab.run(broken, 9, lab.rng.randrange(3, 8), error, deadline=20.0)
        expect_nothing_left(run.evidence, _("When blur had raised {error}").format(error=error))
        what = _("blur, when a row of the picture raises {error}")
        same(run.value, ["raised", error], what.format(error=error))
    # In a run that was slow to start, Ctrl-C may come when blur is about to return, between two
    # lines that nobody could guard, or where Python swallows it. That does not happen three times.
    for last in (False, False, True):
        with contextlib.nullcontext() if last else contextlib.suppress(Rejected):
            run = lab.run(blur_interrupted, WIDTH, HEIGHT, deadline=20.0)
            expect_nothing_left(run.evidence, _("When Ctrl-C had come in the middle of the work"))
            expect(
                run.value != "swallowed",
                Kind.WRONG_RESULT,
                _("Ctrl-C came in the middle of the work, and blur's caller never heard of it."),
            )
            break
