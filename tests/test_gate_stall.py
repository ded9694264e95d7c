"""When is it proven that nobody is going to arrive? On made-up looks, with a made-up clock."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.gate import tree as tree_module
from grader.gate.stall import LOOK_EVERY, Stall
from grader.gate.tree import Activity, ThreadId, Tree, can_see, see_tree

MILLISECOND = 1_000_000
A, B = ThreadId(10, 10, 1), ThreadId(11, 11, 2)

Life = Callable[[int], Tree]
"""What look number n sees."""


class Proof:
    """A stall watched with a clock that jumps from look to look."""

    def __init__(self, life: Life) -> None:
        self.now = 100.0
        self.looks = 0
        self.life = life
        self.stall = Stall(self.see, lambda: self.now)

    def see(self) -> Tree:
        self.looks += 1
        return self.life(self.looks)

    def seconds(self, limit: float = 30.0) -> float:
        """How long it takes until a stall is proven; `limit` when it is not."""
        began = self.now
        while self.now - began < limit:
            if self.stall.look():
                return self.now - began
            self.now += LOOK_EVERY
        return limit


def asleep(ran: int = 5 * MILLISECOND, queued: int = 0, turns: int = 9) -> Activity:
    return Activity("S", ran, queued, turns)


def test_a_tree_in_which_nothing_moves_is_stalled_after_two_seconds_and_thirty_looks() -> None:
    proof = Proof(lambda n: {A: asleep(), B: asleep()})
    assert 2.0 <= proof.seconds() < 2.2
    assert proof.looks >= 30


def test_it_is_not_proven_faster_on_a_machine_on_which_looks_are_rare() -> None:
    proof = Proof(lambda n: {A: asleep()})
    began = proof.now
    while not proof.stall.look():
        proof.now += 0.5
    assert proof.looks == 30
    assert proof.now - began > 10


@pytest.mark.parametrize("state", ["R", "D", "T", "t"])
def test_a_thread_that_is_runnable_or_waits_for_a_disk_or_is_stopped_is_no_stall(
    state: str,
) -> None:
    proof = Proof(lambda n: {A: asleep(), B: Activity(state, 5, 0, 9)})
    assert proof.seconds() == 30.0


def test_a_starved_process_that_hardly_ever_gets_a_cpu_is_no_stall() -> None:
    """Under a quota of 5 %: runnable at nearly every look, 5 ms of CPU time in 100."""
    proof = Proof(
        lambda n: {
            A: asleep(),
            B: Activity("S" if n % 40 == 0 else "R", n // 4 * 5 * MILLISECOND, n, n),
        }
    )
    assert proof.seconds() == 30.0


def test_two_starved_processes_that_take_turns_are_no_stall() -> None:
    def life(n: int) -> Tree:
        first = n // 4 % 2 == 0
        used = n * MILLISECOND // 10
        return {
            A: Activity("R" if first else "S", used, n, n),
            B: Activity("S" if first else "R", used, n, n),
        }

    assert Proof(life).seconds() == 30.0


def test_a_process_that_works_and_sleeps_is_no_stall() -> None:
    proof = Proof(lambda n: {A: asleep(ran=n * 10 * MILLISECOND, turns=n)})
    assert proof.seconds() == 30.0


def test_a_new_thread_begins_the_proof_anew() -> None:
    proof = Proof(lambda n: {A: asleep(), B: asleep()} if n > 60 else {A: asleep()})
    assert proof.seconds() > 60 * LOOK_EVERY + 2.0 - 2 * LOOK_EVERY


def test_a_number_that_another_process_has_taken_over_is_a_new_thread() -> None:
    again = ThreadId(A.pid, A.tid, A.started + 50)
    proof = Proof(lambda n: {A: asleep()} if n <= 40 else {again: asleep()})
    assert proof.seconds() > 40 * LOOK_EVERY + 2.0 - 2 * LOOK_EVERY


def test_a_manager_that_looks_at_a_flag_once_a_second_is_a_stall_after_three_seconds() -> None:
    proof = Proof(lambda n: {A: asleep(), B: asleep(ran=n // 40 * 80_000, turns=n // 40)})
    assert 3.0 <= proof.seconds() < 3.3


def test_a_main_process_that_polls_is_a_stall_after_eight_seconds() -> None:
    proof = Proof(
        lambda n: {
            A: asleep(),
            B: Activity("R" if n % 3 == 0 else "S", n * MILLISECOND, n * MILLISECOND, 20 * n),
        }
    )
    assert 8.0 <= proof.seconds() < 8.5


def test_the_same_threads_are_proven_stalled_again_much_sooner() -> None:
    proof = Proof(lambda n: {A: asleep(), B: asleep()})
    proof.seconds()
    proof.stall.restart()
    assert proof.stall.quiet == 0.0
    assert 0.3 <= proof.seconds() < 0.4


def test_a_newcomer_takes_as_long_to_prove_stalled_as_the_first() -> None:
    alone = [True]
    proof = Proof(lambda n: {A: asleep()} if alone[0] else {A: asleep(), B: asleep()})
    proof.seconds()
    proof.stall.restart()
    alone[0] = False
    assert proof.seconds() >= 2.0


def test_nothing_is_concluded_from_a_tree_that_cannot_be_seen() -> None:
    proof = Proof(lambda n: {})
    assert proof.seconds() == 30.0


@pytest.mark.skipif(not can_see(), reason="needs /proc with scheduler statistics")
def test_this_process_sees_its_own_threads() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        tree = see_tree([os.getpid()])
        assert tree is not None
        mine = tree[next(t for t in tree if t.tid == threading.get_native_id())]
        assert mine.state == "R"
        assert {t.tid for t in tree} >= {threading.get_native_id(), thread.native_id}
    finally:
        done.set()
        thread.join()


def test_a_process_that_has_gone_is_no_thread_at_all() -> None:
    assert see_tree([]) == {}


def test_a_kernel_that_shows_too_little_cannot_prove_anything(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tree_module, "PROC", tmp_path)
    assert not can_see()
    (tmp_path / "thread-self").mkdir()
    (tmp_path / "thread-self/children").touch()
    for figures, sees in (("0 0 0", False), ("5 0 0", False), ("nonsense", False), ("5 0 2", True)):
        (tmp_path / "thread-self/schedstat").write_text(figures)
        assert can_see() is sees


def test_half_a_tree_is_no_tree(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tree_module, "PROC", tmp_path)
    assert see_tree([5]) == {}
    (tmp_path / "5").mkdir()
    (tmp_path / "5/task").touch()  # no folder: an error that is no process that has gone
    assert see_tree([5]) is None


def test_complete_stillness_is_told_apart_from_what_may_still_be_a_stall() -> None:
    """A starved child is runnable for a while: that may yet be a stall, but somebody moves."""
    proof = Proof(lambda n: {A: asleep(), B: Activity("R" if n < 5 else "S", 5, 0, 9)})
    for _look in range(5):
        proof.stall.look()
        proof.now += LOOK_EVERY
    assert proof.stall.quiet > proof.stall.still == 0.0
    for _look in range(4):
        proof.stall.look()
        proof.now += LOOK_EVERY
    assert proof.stall.still == pytest.approx(4 * LOOK_EVERY)
