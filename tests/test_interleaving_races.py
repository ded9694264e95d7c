"""The order that uses of shared things put steps in, and the small parts of the engine below."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from itertools import permutations, product

import pytest
from greenlet import getcurrent, greenlet

from grader.interleaving.calls import Call, call_of
from grader.interleaving.carriers import Carriers
from grader.interleaving.races import History
from grader.interleaving.trail import (
    ACQUIRE,
    EVERYTHING,
    FINISH,
    HELD,
    IDLE,
    READ,
    RECEIVE,
    RELEASE,
    SEND,
    WRITE,
    Use,
    depend,
    race,
    trace,
)


def history(*trail) -> History:
    """A history in which a task could have been stopped before each use."""
    return History(list(trail), range(len(trail)), 1 + max(task for task, _, _ in trail))


def races(*trail) -> list[tuple[int, int]]:
    return [(earlier.number, later.number) for earlier, later in history(*trail).races]


# -- which uses depend on each other ---------------------------------------------------------------


def test_only_looks_and_what_stands_alone_commute():
    alone = {SEND, RECEIVE, IDLE}
    for first, second in product(Use, Use):
        commute = {first, second} <= {READ, HELD} or bool({first, second} & alone)
        assert depend(first, second) is not commute
        assert depend(first, second) == depend(second, first)


def test_a_lock_is_taken_and_given_back_in_that_order_only():
    assert depend(ACQUIRE, RELEASE) and not race(ACQUIRE, RELEASE)
    assert race(ACQUIRE, ACQUIRE)
    assert race(WRITE, RELEASE)


def test_who_takes_a_lock_could_not_have_taken_it_while_it_was_seen_to_be_held():
    assert race(READ, ACQUIRE) and not race(HELD, ACQUIRE)
    assert race(ACQUIRE, HELD) and race(RELEASE, HELD)
    takes, looks, waits = (0, "lock", ACQUIRE), (1, "lock", HELD), (2, "lock", ACQUIRE)
    assert (0, 2) in races(takes, looks, waits)


# -- which steps race ------------------------------------------------------------------------------


def test_a_write_races_with_every_use_by_another_task_and_reads_do_not():
    assert races((0, "x", WRITE), (1, "x", WRITE)) == [(0, 1)]
    assert races((0, "x", READ), (1, "x", WRITE)) == [(0, 1)]
    assert races((0, "x", READ), (1, "x", READ)) == []
    assert races((0, "x", WRITE), (1, "y", WRITE)) == []
    assert races((0, "x", WRITE), (0, "x", WRITE)) == []


def test_what_two_tasks_do_under_one_lock_is_ordered_by_who_took_it_first():
    trail = [(t, k, u) for t in (0, 1) for k, u in (("m", ACQUIRE), ("x", WRITE), ("m", RELEASE))]
    assert races(*trail) == [(0, 3)]


def test_what_two_tasks_do_under_different_locks_races():
    trail = [(t, k, u) for t in (0, 1) for k, u in ((t, ACQUIRE), ("x", WRITE), (t, RELEASE))]
    assert races(*trail) == [(1, 4)]


def test_starting_and_waking_a_task_order_it_and_nothing_else():
    assert races((0, "x", WRITE), (0, 1, SEND), (1, 1, RECEIVE), (1, "x", WRITE)) == []
    assert races((0, 1, SEND), (0, "x", WRITE), (1, 1, RECEIVE), (1, "x", WRITE)) == [(1, 3)]
    assert races((0, "x", WRITE), (0, 2, SEND), (1, 1, RECEIVE), (1, "x", WRITE)) == [(0, 3)]


def test_order_passes_through_a_third_task():
    chain = [(0, "x", WRITE), (0, "y", WRITE), (1, "y", READ), (1, "z", WRITE), (2, "z", READ)]
    assert races(*chain, (2, "x", WRITE)) == [(1, 2), (3, 4)]
    assert races(*chain[:2], (2, "x", WRITE)) == [(0, 2)]


def test_only_the_nearest_of_several_rivals_races():
    assert races((0, "x", WRITE), (0, "x", WRITE), (1, "x", WRITE)) == [(1, 2)]
    assert races((0, "x", READ), (1, "x", READ), (2, "x", WRITE)) == [(1, 2), (0, 2)]


def test_the_end_of_the_program_races_with_what_others_do():
    assert races((1, "x", WRITE), (0, EVERYTHING, FINISH)) == [(0, 1)]
    assert races((0, EVERYTHING, FINISH), (1, "x", WRITE)) == [(0, 1)]
    assert races((0, "x", WRITE), (0, EVERYTHING, FINISH)) == []


def test_what_waited_until_nobody_else_could_go_on_comes_after_everything():
    assert races((0, "x", WRITE), (1, EVERYTHING, IDLE), (1, "x", WRITE)) == []
    assert races((0, "x", WRITE), (1, EVERYTHING, IDLE), (0, "x", WRITE), (1, "x", WRITE)) == [
        (2, 3)
    ]


def test_a_step_lasts_until_the_task_could_have_been_stopped_or_another_goes_on():
    trail = [(0, "x", READ), (0, "x", WRITE), (0, "y", WRITE), (1, "x", READ), (0, "y", READ)]
    steps = History(trail, {2}, 2).steps
    assert [(s.task, s.start, len(s.uses)) for s in steps] == [
        (0, 0, 2), (0, 2, 1), (1, 3, 1), (0, 4, 1),
    ]  # fmt: skip


def test_what_was_about_to_happen_when_the_schedule_ended_races_too():
    made = history((0, "m", ACQUIRE), (1, "y", WRITE))
    assert made.races == []
    step = made.pending(1, "m", ACQUIRE)
    assert [(e.number, later) for e, later in made.races] == [(0, step)]
    made.pending(1, EVERYTHING, READ)
    assert len(made.races) == 1


def test_who_may_go_first_instead_are_those_who_wait_for_no_other():
    made = history((0, "x", WRITE), (2, "y", WRITE), (1, "y", READ), (1, "x", READ))
    (first, later) = made.races[-1]
    assert (first.number, later.number) == (0, 3)
    assert made.initials(first, later) == {2}  # 1 comes after 2 here, so 2 begins
    alone = history((0, "x", WRITE), (2, "z", WRITE), (1, "x", READ))
    assert alone.initials(*alone.races[0]) == {1, 2}
    after = history((0, "x", WRITE), (0, "y", WRITE), (1, "y", READ), (1, "x", READ))
    assert [(e.number, n.number) for e, n in after.races] == [(1, 2)]
    assert after.initials(*after.races[0]) == {1}


# -- which schedules come to the same --------------------------------------------------------------


def test_the_trace_is_that_of_each_schedule_that_keeps_the_order_of_dependent_uses():
    reads = [(t, "x", READ) for t in range(4)]
    assert len({trace([*order, (0, "x", WRITE)]) for order in permutations(reads)}) == 1
    writes = [(t, "x", WRITE) for t in range(3)]
    assert len({trace(list(order)) for order in permutations(writes)}) == 6
    assert trace([(0, "x", WRITE), (1, "x", READ)]) != trace([(1, "x", READ), (0, "x", WRITE)])


def test_starting_and_waking_are_no_part_of_a_trace_and_the_end_is_part_of_everything():
    plain = [(0, "x", WRITE), (1, "x", WRITE)]
    assert trace([(0, 1, SEND), (1, 1, RECEIVE), *plain, (1, EVERYTHING, IDLE)]) == trace(plain)
    end = (0, EVERYTHING, FINISH)
    assert trace([plain[0], end, plain[1]]) != trace([*plain, end])


# -- marks of calls --------------------------------------------------------------------------------


def marked() -> tuple[Call, Call]:
    frame = sys._getframe()
    return call_of(frame), call_of(frame)


def test_a_call_has_one_mark_and_another_call_another():
    (first, again), (second, _) = marked(), marked()
    assert first is again
    assert first is not second


def test_a_mark_keeps_nothing_of_the_call_alive():
    class Thing:
        pass

    def call() -> tuple[Call, weakref.ref[Thing]]:
        thing = Thing()
        return call_of(sys._getframe()), weakref.ref(thing)

    mark, thing = call()
    gc.collect()
    assert thing() is None
    assert isinstance(mark, Call)


def test_a_debugger_s_trace_function_goes_on_being_called():
    events = []
    assert Call(None)("frame", "line", None) is None
    assert Call(lambda *event: events.append(event) or "next")(1, "line", None) == "next"
    assert events == [(1, "line", None)]


# -- greenlets that are used again -----------------------------------------------------------------


def run(carriers: Carriers, body) -> greenlet:
    carrier = carriers.take(body, getcurrent())
    carrier.switch()
    return carrier


def test_a_greenlet_that_has_done_its_work_is_used_again():
    carriers, done = Carriers(), []
    first = run(carriers, lambda: done.append(1))
    second = run(carriers, lambda: done.append(2))
    assert first is second
    assert done == [1, 2]
    waiting = run(carriers, lambda: getcurrent().parent.switch())
    assert run(carriers, lambda: done.append(3)) is not waiting
    waiting.switch()
    carriers.dismiss()
    assert waiting.dead and first.dead


def test_an_idle_greenlet_keeps_nothing_of_its_last_work_alive():
    class Thing:
        pass

    carriers, thing = Carriers(), Thing()
    gone = weakref.ref(thing)
    run(carriers, lambda thing=thing: None)
    del thing
    assert gone() is None
    carriers.dismiss()


def test_a_greenlet_is_not_used_by_another_os_thread():
    carriers, found = Carriers(), []
    first = run(carriers, lambda: None)
    thread = threading.Thread(target=lambda: found.append(run(carriers, lambda: None)))
    thread.start()
    thread.join()
    assert found[0] is not first
    carriers.dismiss()


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_error_in_the_work_comes_to_who_switched_and_its_greenlet_is_done_with(error):
    def fail() -> None:
        raise error

    carriers = Carriers()
    with pytest.raises(error):
        run(carriers, fail)
    assert run(carriers, lambda: None).dead is False
    carriers.dismiss()
