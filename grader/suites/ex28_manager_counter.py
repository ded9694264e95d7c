"""Manager counter: what an answer to ex28 has to keep."""

from __future__ import annotations

import multiprocessing
from typing import Any

from grader.check import N_, Kind, _, check, expect, same
from grader.lab import Lab
from grader.lab.demands import gives
from grader.lab.scenes import children_left

NAMES = ["kim", "lee", "park", "choi", "jung", "kang", "yoon", "jang"]
NOTHING_ASKED = 0.01
"""An efficiency that every answer reaches: calls are held until nobody else comes."""


def counted(answer: Any, ballot: Any, labels: list[str], workers: int, calls: int) -> Any:
    """What count_votes gives for ballots that are read through the gate, call after call with the
    same list."""
    results, hand = [], [ballot.at(label) for label in labels]
    for _call in range(calls):
        found = answer.count_votes(hand, workers)
        results.append(dict(found) if isinstance(found, dict) else found)
    return results


def counted_plainly(answer: Any, names: list[str], workers: int) -> Any:
    """What it gives for ballots that stand under no control."""
    import io

    found = answer.count_votes([io.StringIO(name) for name in names], workers)
    return dict(found) if isinstance(found, dict) else found


def left_by(answer: Any, names: list[str], workers: int) -> list[str]:
    return children_left(lambda: counted_plainly(answer, names, workers), answer)


def ballots(names: list[str]) -> dict[Any, str]:
    """Ballots as the gate hands them out: label and name."""
    return {f"ballot{n}": name for n, name in enumerate(names)}


def votes(names: list[str]) -> dict[str, int]:
    return {name: names.count(name) for name in names}


def different(lab: Lab, n: int) -> list[str]:
    """`n` different names. Each is written into the dictionary once only, so that an answer which
    loses votes loses none of these: that is told by the checks which put its steps in order."""
    return lab.rng.sample(NAMES, n)


@check(2, N_("every ballot is read once, and the votes are counted"))
def every_ballot_counts(lab: Lab) -> None:
    several = different(lab, 4)
    twice = [*several[:3], *several[:2]]
    # What is written on these, or counted of them, is more than a pipe holds.
    long = [f"{n}{name * 5000}" for n in range(5) for name in several]
    for names, workers in ((twice, 1), (several, 2), (long, 2)):
        cards = ballots(names)
        run = lab.gate(counted, list(cards), workers, 1, items=cards, workers=workers)
        what = _("The votes on {n} ballots, with {workers} worker(s)")
        same(run.value[0], votes(names), what.format(n=len(names), workers=workers))
        run.expect_each_once("{item}.read()")


@check(1, N_("more workers than ballots, and no ballots at all, are fine"))
def few_ballots_or_none(lab: Lab) -> None:
    for names, workers in ((different(lab, 2), 5), ([], 2)):
        cards = ballots(names)
        run = lab.gate(counted, list(cards), workers, 1, items=cards, workers=workers)
        what = _("The votes on {n} ballots, with {workers} worker(s)")
        same(run.value[0], votes(names), what.format(n=len(names), workers=workers))


@check(1, N_("a second call starts afresh"))
def a_second_call_starts_afresh(lab: Lab) -> None:
    names = different(lab, 3)
    cards = ballots(names)
    run = lab.gate(counted, list(cards), 2, 2, items=cards, workers=2)
    first, second = run.value
    same(first, votes(names), _("The votes of the first call"))
    same(second, votes(names), _("The votes of the second call"))


@check(2, N_("child processes read, no more than workers, and the main process reads none"))
def child_processes_read_the_ballots(lab: Lab) -> None:
    for n, workers, efficiency in ((4, 2, NOTHING_ASKED), (2, 1, 0.0)):
        cards = ballots(different(lab, n))
        run = lab.gate(
            counted,
            list(cards),
            workers,
            1,
            items=cards,
            workers=workers + 1,  # One core more than are to be used.
            efficiency=efficiency,
        )
        run.expect_children()
        mine = run.calls.get(run.main, 0)
        sentence = _("The main process read {n} of {total} ballots itself.")
        expect(mine == 0, Kind.NOT_PROCESSES, sentence.format(n=mine, total=n))
        sentence = _("With workers = {workers}, {n} child processes read ballots at the same time.")
        expect(
            run.together <= workers,
            Kind.WRONG_RESULT,
            sentence.format(workers=workers, n=run.together),
        )


def expect_no_vote_lost(lab: Lab, method: str, schedules: int) -> None:
    """Two ballots with the same name, and two processes."""
    name = lab.rng.choice(NAMES)
    what = _("Two ballots for {name}, two workers, start method {method}")
    demand = gives({name: 2}, what.format(name=name, method=method))
    lab.interleave(
        counted_plainly, [name, name], 2, **demand, schedules=schedules, start_method=method
    )


@check(3, N_("no vote is lost, in whatever order the processes go on"))
def no_vote_is_lost(lab: Lab) -> None:
    expect_no_vote_lost(lab, multiprocessing.get_all_start_methods()[0], 16)


@check(3, N_("it works whichever way processes are started: fork, spawn, forkserver"))
def works_with_every_start_method(lab: Lab) -> None:
    for method in multiprocessing.get_all_start_methods():
        names = different(lab, 4)
        cards = ballots(names)
        run = lab.gate(counted, list(cards), 2, 1, items=cards, workers=2, start_method=method)
        run.expect_children()
        what = _("The votes with the start method {method}").format(method=method)
        same(run.value[0], votes(names), what)
    # Where children start afresh, what looks like one lock may be several. The first few orders
    # show that; what needs a longer search has been searched for above.
    expect_no_vote_lost(lab, "spawn", 4)


@check(2, N_("the processes work at the same time, and none is left over"))
def processes_work_at_the_same_time(lab: Lab) -> None:
    cards = ballots(lab.rng.choices(NAMES, k=12))
    # Two processes at a time, where four were asked for, would fail.
    lab.gate(counted, list(cards), 4, 1, items=cards, workers=4, efficiency=0.6, none_left=True)
    left = ", ".join(lab.run(left_by, different(lab, 4), 2, deadline=30.0).value)
    sentence = _(
        "count_votes has returned, and these processes that it started still run: {names}."
    )
    expect(not left, Kind.LEAKED_PROCESS, sentence.format(names=left))
