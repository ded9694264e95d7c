"""Which orders are tried, what proves that everybody sleeps, how a run is told."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from grader.check import Rejected, Undecided
from grader.conductor.actors import Actor, Op, State, Wait, message_of, op_of
from grader.conductor.quiet import Quiet
from grader.conductor.record import Choice, Happening, Record, Strategy
from grader.conductor.search import MOST_PREEMPTIONS, Follow, Late, Search, Walk
from grader.conductor.telling import path, tell, turns
from grader.gate.server import Caller, Request
from grader.gate.tree import Activity, ThreadId, Tree
from grader.interleaving.outcome import Ending
from grader.lab import interleave
from grader.result import Diagnosis, Kind

READ = Op("value", "read", "k", None, "v", "", "bank.py", 1)
WRITE = Op("value", "write", "k", None, "v", "1", "bank.py", 1)
OTHER = Op("value", "write", "other", None, "w", "1", "bank.py", 2)


def actor(index: int, op: Op = READ) -> Actor:
    return Actor(index, 100 + index, 100 + index, f"P{index}", State.HELD, op=op)


def record(*made: tuple[int, Op]) -> Record:
    """A run in which these operations were made, the others always able to make a READ."""
    found = Record()
    everyone = {who for who, _op in made}
    last = -1
    for who, op in made:
        others = tuple((other, READ) for other in sorted(everyone - {who}))
        sharp = op.access == "write"
        found.choices.append(Choice(who, others, op, forced=who != last, sharp=sharp))
        found.happenings.append(Happening(who, f"P{who}", op, was="0"))
        last = who
    return found


def performed(strategy: Strategy) -> Record:
    """What becomes of two processes that read and write the same thing."""
    left = {0: [READ, WRITE], 1: [READ, WRITE]}
    run, last = Record(), -1
    while any(left.values()):
        able = {who: actor(who, ops[0]) for who, ops in left.items() if ops}
        chosen = strategy.choose(able.get(last), list(able.values()))
        others = tuple((a.index, a.op) for a in able.values() if a is not chosen)
        sharp = chosen.op is WRITE
        run.choices.append(Choice(chosen.index, others, chosen.op, last not in able, sharp))
        run.happenings.append(Happening(chosen.index, chosen.name, chosen.op))
        left[chosen.index].pop(0)
        last = chosen.index
    return run


def test_the_first_run_lets_everybody_go_on_as_long_as_they_can() -> None:
    strategy = Search(1).next()
    assert strategy is not None
    one, two = actor(0), actor(1)
    assert strategy.choose(two, [one, two]) is two
    assert strategy.choose(None, [two, one]) is one


def test_a_path_is_followed_and_left_where_it_is_not_possible() -> None:
    one, two, three = actor(0), actor(1), actor(2)
    strategy = Follow([2, 1])
    assert strategy.choose(one, [one, three]) is three
    assert strategy.choose(one, [one, three]) is one
    assert strategy.choose(one, [one, two]) is one


def test_the_second_run_preempts_who_has_read_before_it_writes() -> None:
    search = Search(1)
    search.next()
    search.learn(record((0, READ), (0, WRITE), (1, READ), (1, WRITE)))
    strategy = search.next()
    assert isinstance(strategy, Follow)
    chosen = [strategy.choose(actor(0), [actor(0), actor(1)]).index for _ in range(2)]
    assert chosen == [0, 1]


def test_the_second_run_is_late_for_who_asks_whether_others_run() -> None:
    asks = Op("process", "poll", "process:101", None, "P1", "", "bank.py", 3)
    search = Search(1)
    search.next()
    search.learn(record((0, asks), (1, READ), (0, READ)))
    strategy = search.next()
    assert isinstance(strategy, Late)
    asking, other, sleeping = actor(0, asks), actor(1), actor(2, replace(READ, verb="sleep"))
    assert strategy.choose(asking, [asking, other, sleeping]) is other
    assert strategy.choose(None, [asking, sleeping]) is sleeping
    assert strategy.choose(asking, [asking]) is asking
    assert strategy.choose(other, [asking, other, sleeping]) is other
    assert isinstance(search.next(), Follow)


def test_nobody_is_preempted_before_what_only_one_process_touches() -> None:
    search = Search(1)
    search.next()
    search.learn(record((0, OTHER), (0, OTHER), (0, READ), (1, READ)))
    paths = [branch.path for branch in search._waiting]
    # Where nobody can go on anyway, the others are tried; that is no preemption.
    assert sorted(paths) == [(0, 0, 0, 0), (1,)]


def test_a_beginning_that_has_been_run_is_not_run_again() -> None:
    search = Search(1)
    runs: set[tuple[int, ...]] = set()
    while (strategy := search.next()) is not None:
        if isinstance(strategy, Walk):
            continue
        assert isinstance(strategy, Follow)
        run = performed(strategy)
        assert run.chosen not in runs
        runs.add(run.chosen)
        search.learn(run)
    assert search.bound == MOST_PREEMPTIONS
    # Of the six orders of two reads and two writes, those with at most two preemptions.
    assert len(runs) == 6


def test_the_same_seed_walks_the_same_way() -> None:
    def walk() -> list[int]:
        search = Search(5)
        search.next()
        search.learn(record((0, READ), (0, WRITE), (1, READ), (1, WRITE)))
        while not isinstance(strategy := search.next(), Walk):
            assert strategy is not None
        everybody = [actor(0, WRITE), actor(1, WRITE)]
        return [strategy.choose(everybody[0], everybody).index for _ in range(30)]

    assert walk() == walk()
    assert set(walk()) == {0, 1}


@pytest.mark.parametrize("chosen", [[], [0], [0, 0, 1, 0, 2, 2, 2]])
def test_turns_are_choices_written_shorter(chosen: list[int]) -> None:
    assert path(turns(chosen)) == chosen


def test_different_elements_of_an_array_do_not_meet() -> None:
    first, second = replace(WRITE, part=0), replace(WRITE, part=1)
    assert not first.meets(second)
    assert first.meets(first)
    assert first.meets(WRITE)
    assert not READ.meets(READ)


# -- everybody sleeps ------------------------------------------------------------------------------


def looks(*trees: Tree | None) -> list[bool]:
    rest = list(trees)
    quiet = Quiet(lambda: rest.pop(0))
    return [quiet.look() for _ in trees]


def tree(state: str = "S", ran: int = 5, tid: int = 1) -> Tree:
    return {ThreadId(1, tid, 0): Activity(state, ran, 0, 3)}


def test_two_equal_looks_at_sleepers_are_a_proof() -> None:
    assert looks(tree(), tree()) == [False, True]


@pytest.mark.parametrize("second", [tree("R"), tree(ran=6), tree(tid=2), tree("D"), None], ids=repr)
def test_whoever_has_run_or_runs_or_is_new_spoils_the_proof(second: Tree | None) -> None:
    assert looks(tree(), second) == [False, False]


# -- telling ---------------------------------------------------------------------------------------


def test_a_story_has_the_lines_and_values_of_the_program() -> None:
    run = record((0, READ), (1, READ), (1, WRITE), (0, WRITE))
    story = tell(run, Ending.RETURNED, {"bank.py": ["v += 1"]})
    # The first actor is the main process; it is told where the other has touched the same thing.
    assert [(e.task, e.source, e.value) for e in story.steps] == [
        (1, "v += 1", "0"),
        (1, "v += 1", "1"),
    ]
    run = record((1, READ), (2, READ), (2, WRITE), (1, WRITE))
    story = tell(run, Ending.RETURNED, {"bank.py": ["v += 1"]})
    assert story.conflict == "lost_update"
    assert [e.mark for e in story.steps] == [True, True, False, True]


def test_two_who_wait_for_each_others_locks_are_a_circle() -> None:
    run = Record()
    for index in range(2):
        op = Op("lock", "acquire", f"l{1 - index}", None, f"L{1 - index}", "", "bank.py", 1)
        waiting = replace_actor(actor(index, op), f"l{index}", f"L{index}", f"l{1 - index}")
        run.waits.append(waiting)
    story = tell(run, Ending.DEADLOCK, {"bank.py": ["with a:"]})
    assert [(w.thread, w.name, w.held_by, w.in_cycle) for w in story.waits] == [
        ("P0", "L1", "P1", True),
        ("P1", "L0", "P0", True),
    ]


def replace_actor(waiting: Actor, key: str, name: str, wanted: str) -> Actor:
    waiting.held = {key: (name, 3)}
    waiting.wait = Wait("lock", wanted, -1.0)
    return waiting


# -- messages --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("at",),
        ("at", "P", 1, 0, (), (), ""),
        ("at", 5, 1, 0, (), (), "", *("",) * 8),
        ("at", "P", 1, 0, ("x",), (), "", *("",) * 8),
        ("at", "P", 1, 0, (), (), "", "value", "read", "k" * 5000, None, "", "", "", 1),
    ],
)
def test_what_is_no_message_is_refused(args: tuple[object, ...]) -> None:
    with pytest.raises(ValueError):
        op_of(message_of(Request(1, Caller(1, 1), args)).rest)


@pytest.mark.parametrize(
    ("kind", "cpu_seconds", "judged"),
    [
        (Kind.NEVER_ENDS, 9.0, True),
        (Kind.NEVER_ENDS, 0.5, False),
        (Kind.KILLED, 0.5, True),
    ],
)
def test_a_run_that_could_hardly_run_is_undecided_at_its_deadline(
    kind: Kind, cpu_seconds: float, judged: bool
) -> None:
    evidence = SimpleNamespace(cpu_seconds=cpu_seconds)
    session = SimpleNamespace(worker=SimpleNamespace(evidence=lambda: evidence))
    searching = SimpleNamespace(_session=session, _deadline=30.0)
    rejected = Rejected(Diagnosis(kind, "why"))
    ended = interleave._Searching._after_deadline(cast(Any, searching), rejected)
    assert (ended is rejected) == judged
    assert isinstance(ended, Rejected if judged else Undecided)
