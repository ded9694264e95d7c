"""The engine finds what it should, accuses nobody who is right, and repeats itself exactly."""

from __future__ import annotations

from pathlib import Path
from random import Random
from textwrap import dedent

import pytest

from grader.interleaving import InterleavingFailure, explore
from grader.interleaving.outcome import Ending
from grader.interleaving.strategies.random_walk import RandomWalk
from grader.interleaving.strategies.replay import Replay, decode, encode
from grader.interleaving.strategies.serial import Serial
from grader.interleaving.strategies.systematic import Systematic
from grader.interleaving.world import World


@pytest.fixture
def program(tmp_path: Path):
    """Writes a program and explores its main()."""

    def run(source: str, **options):
        file = tmp_path / "program.py"
        file.write_text(dedent(source))
        return explore(f"{file}:main", **{"schedules": 400, **options})

    return run


ACCOUNT = """
    import threading
    class Account:
        def __init__(self):
            self.balance = 0
            self.lock = threading.Lock()
        def deposit(self, amount):
            {body}
    def main():
        account = Account()
        threads = [threading.Thread(target=account.deposit, args=(1000,)) for _ in range(2)]
        for t in threads: t.start()
        for t in threads: t.join()
        return account.balance
"""


@pytest.mark.parametrize(
    "body",
    [
        "self.balance += amount",
        "current = self.balance; self.balance = current + amount",
        "setattr(self, 'x', 1); self.balance = self.balance + amount",
        "with threading.Lock(): self.balance += amount",
        "setattr(self, 'balance', self.balance + amount)",
        "self.balance = getattr(self, 'balance', 0) + amount",
        "vars(self)['balance'] += amount",
        "self.__dict__['balance'] = self.__dict__['balance'] + amount",
        "self.balance = int.__add__(self.balance, amount)",
    ],
)
def test_a_lost_update_is_found_in_every_spelling(program, body):
    found = program(ACCOUNT.format(body=body))
    assert sorted(found.values) == [1000, 2000]


@pytest.mark.parametrize(
    "body",
    [
        "with self.lock: self.balance += amount",
        "self.lock.acquire(); self.balance += amount; self.lock.release()",
    ],
)
def test_a_locked_update_is_never_accused(program, body):
    found = program(ACCOUNT.format(body=body))
    assert found.values == [2000]
    found.check(lambda balance: balance == 2000)


def test_the_story_of_a_lost_update_shows_both_reads_and_the_overwriting_write(program):
    found = program(ACCOUNT.format(body="current = self.balance; self.balance = current + amount"))
    (bad,) = found.failing(lambda balance: balance == 2000)
    story = found.story(bad)
    assert story.conflict == "lost_update"
    assert story.interleaved
    marked = [(step.access, step.value) for step in story.steps if step.mark]
    assert marked == [("read", "0"), ("read", "0"), ("write", "1000")]
    with pytest.raises(InterleavingFailure, match="main returned 1000") as caught:
        found.check(lambda balance: balance == 2000)
    assert "two threads read self.balance = 0 before either wrote" in str(caught.value)
    assert str(caught.value).count("<<") == 3


def test_a_deadlock_is_shown_as_who_holds_what_and_waits_for_what(program):
    found = program(
        """
        import threading
        def take(first, second):
            with first:
                with second:
                    pass
        def main():
            a, b = threading.Lock(), threading.Lock()
            one = threading.Thread(target=take, args=(a, b), name="one")
            two = threading.Thread(target=take, args=(b, a), name="two")
            one.start(); two.start(); one.join(); two.join()
        """
    )
    (deadlock,) = found.deadlocks
    rows = {row.thread: row for row in found.story(deadlock).waits}
    assert (rows["one"].holds, rows["one"].name, rows["one"].held_by) == ((("a", 4),), "b", "two")
    assert (rows["two"].holds, rows["two"].name, rows["two"].held_by) == ((("b", 4),), "a", "one")
    assert [row.in_cycle for row in rows.values()] == [False, True, True]


def test_sleeping_orders_nothing(program):
    found = program(
        """
        import threading, time
        box = []
        def work():
            time.sleep(0.01)
            box.append(1)
        def main():
            threading.Thread(target=work).start()
            time.sleep(10)
            return len(box)
        """
    )
    assert sorted(found.values) == [0, 1]


def test_a_timeout_fires_only_when_nothing_else_can_happen(program):
    found = program(
        """
        import threading
        def main():
            done = threading.Event()
            threading.Thread(target=done.set).start()
            return done.wait(0.001)
        """
    )
    assert found.values == [True]


def test_an_hour_of_virtual_time_passes_when_nobody_can_move(program):
    found = program(
        """
        import threading, time
        def main():
            start = time.monotonic()
            came = threading.Event().wait(3600)
            return came, round(time.monotonic() - start)
        """
    )
    assert found.values == [(False, 3600)]


@pytest.mark.parametrize(
    "loop",
    ["while not done: pass", "while not done: time.sleep(0.001)", "while worker.is_alive(): pass"],
)
def test_a_fair_loop_is_not_accused_of_never_ending(program, loop):
    found = program(
        f"""
        import threading, time
        done = []
        def main():
            worker = threading.Thread(target=done.append, args=(1,))
            worker.start()
            {loop}
            return "ended"
        """,
        schedules=100,
    )
    assert found.values == ["ended"]
    assert not found.failing()


def test_a_loop_that_nobody_can_end_is_found(program):
    found = program(
        """
        import threading
        stop = False
        def work():
            seen = stop
            while not seen:
                pass
        def main():
            global stop
            worker = threading.Thread(target=work)
            worker.start()
            stop = True
            worker.join()
        """,
        schedules=20,
    )
    assert Ending.NEVER_ENDS in {outcome.ending for outcome in found.outcomes}


def test_a_loop_that_reads_the_clock_gets_to_its_deadline(program):
    found = program(
        """
        import time
        def main():
            end = time.monotonic() + 60
            while time.monotonic() < end:
                pass
            return "ended"
        """,
        schedules=3,
    )
    assert found.values == ["ended"]


def test_a_timeout_comes_due_while_another_thread_spins(program):
    found = program(
        """
        import threading
        stop = False
        def spin():
            while not stop:
                pass
        def main():
            global stop
            worker = threading.Thread(target=spin)
            worker.start()
            worker.join(timeout=5)
            stop = True
            worker.join()
            return "ended"
        """,
        schedules=20,
    )
    assert found.values == ["ended"]
    assert not found.failing()


def test_an_exception_in_a_thread_is_an_observation(program):
    found = program(
        """
        import threading
        def work():
            raise ValueError("no such seat")
        def main():
            t = threading.Thread(target=work, name="worker")
            t.start(); t.join()
        """,
        schedules=3,
    )
    (failure,) = found.outcomes[0].failures
    assert (failure.thread, failure.type, failure.text, failure.line) == (
        "worker", "ValueError", "no such seat", 4,
    )  # fmt: skip


def test_pools_queues_conditions_and_barriers_work_over_the_virtual_base(program):
    found = program(
        """
        import queue, threading
        from concurrent.futures import ThreadPoolExecutor, as_completed, wait
        def main():
            with ThreadPoolExecutor(3) as pool:
                futures = [pool.submit(pow, 2, n) for n in range(5)]
                total = sum(f.result() for f in as_completed(futures))
                assert not wait(futures).not_done
                squares = list(pool.map(lambda n: n * n, range(4)))
            box = queue.Queue(1)
            barrier = threading.Barrier(2)
            def produce():
                for n in range(3):
                    box.put(n)
                barrier.wait()
            producer = threading.Thread(target=produce)
            producer.start()
            got = [box.get() for _ in range(3)]
            barrier.wait()
            producer.join()
            local = threading.local()
            local.x = 1
            timer = threading.Timer(5, got.append, ["late"])
            timer.start(); timer.join()
            return total, squares, got, local.x
        """,
        schedules=150,
    )
    assert found.values == [(31, [0, 1, 4, 9], [0, 1, 2, "late"], 1)]
    assert not found.failing()


def test_the_same_seed_gives_the_same_schedules(program):
    source = ACCOUNT.format(body="self.balance += amount")
    first, second = (program(source, seed=7) for _ in range(2))
    assert [(o.key, o.schedule, o.count) for o in first.outcomes] == [
        (o.key, o.schedule, o.count) for o in second.outcomes
    ]


def test_a_recorded_schedule_replays_to_the_same_outcome(program):
    found = program(ACCOUNT.format(body="self.balance += amount"))
    world = found._world
    with world.entered():
        for outcome in found.outcomes:
            text = encode(outcome.schedule)
            assert world.run(Replay(decode(text))).key == outcome.key


def test_a_process_is_out_of_control_and_says_so(program):
    found = program(
        """
        import os
        def main():
            os.fork()
        """,
        schedules=5,
    )
    (outcome,) = found.outcomes
    assert (outcome.ending, outcome.reason) == (Ending.NOT_GRADABLE, "os.fork")


def test_a_program_that_refuses_to_be_ended_is_given_up(program):
    found = program(
        """
        import threading
        def stubborn():
            while True:
                try:
                    while True:
                        threading.Event().wait()
                except BaseException:
                    pass
        def main():
            threading.Thread(target=stubborn, daemon=True).start()
            return "ended"
        """,
        schedules=5,
    )
    assert found.values == ["ended"]


def test_a_small_right_program_is_left_before_the_budget_is_spent(program):
    found = program(ACCOUNT.format(body="with self.lock: self.balance += amount"), schedules=5000)
    assert found.tally.saturated or found.tally.exhausted
    assert found.tally.schedules < 500


def test_a_program_without_threads_needs_one_schedule(program):
    found = program("def main():\n    return 7\n")
    assert (found.values, found.tally.schedules, found.tally.exhausted) == ([7], 1, True)


def test_every_preemption_bound_is_gone_through_in_turn(tmp_path: Path):
    file = tmp_path / "program.py"
    file.write_text(
        dedent(
            """
            import threading
            x = []
            def main():
                t = threading.Thread(target=lambda: x.append(2))
                t.start(); x.append(1); t.join()
                return x
            """
        )
    )
    world = World(tmp_path, "program", lambda module: module.main())
    seen = set()
    with world.entered():
        world.run(Serial())
        for bound in range(3):
            strategy = Systematic(bound)
            while strategy.next_schedule():
                outcome = world.run(strategy)
                assert outcome.preemptions <= bound
                seen.add((tuple(outcome.value), tuple(outcome.schedule)))
            assert not strategy.diverged
            if not strategy.cut:
                break
    assert not strategy.cut
    assert {value for value, _schedule in seen} == {(1, 2), (2, 1)}


def test_schedules_with_the_same_order_of_uses_have_the_same_trace(tmp_path: Path):
    file = tmp_path / "program.py"
    file.write_text(dedent(ACCOUNT.format(body="with self.lock: self.balance += amount")))
    world = World(tmp_path, "program", lambda module: module.main())
    traces = set()
    with world.entered():
        world.run(Serial())
        for seed in range(60):
            world.run(RandomWalk(Random(seed)), keep=True)
            traces.add(world.scheduler.trace())
            world.release()
    assert len(traces) == 2  # who takes the lock first


def test_a_thread_pool_of_multiprocessing_works_over_the_virtual_base(program):
    found = program(
        """
        from multiprocessing.pool import ThreadPool
        def main():
            with ThreadPool(2) as pool:
                return pool.map(lambda n: n * n, range(4), chunksize=1)
        """,
        schedules=40,
    )
    assert found.values == [[0, 1, 4, 9]]
    assert not found.failing()


# A coroutine that was never awaited and a loop that was never closed are the point here.
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("import asyncio; asyncio.run(asyncio.sleep(0))", "asyncio"),
        ("import subprocess; subprocess.run(['true'])", "subprocess.Popen"),
        (
            "import multiprocessing as m; m.get_context('fork').Process(target=print).start()",
            "os.fork",
        ),
        ("__builtins__['__attribute__'] = lambda obj, site: obj", "__builtins__"),
    ],
)
def test_what_escapes_the_scheduler_is_named(program, body, name):
    found = program(f"def main():\n    {body}\n", schedules=3)
    assert [(o.ending, o.reason) for o in found.outcomes] == [(Ending.NOT_GRADABLE, name)]


def test_a_function_that_main_returns_tells_what_there_is_when_the_program_is_over(program):
    found = program(
        """
        import atexit, threading, time

        def main():
            seen = []
            def late(word, wait):
                wait()
                seen.append(word)
            over = threading.Event()
            threading.Thread(target=late, args=("thread", lambda: time.sleep(100))).start()
            threading.Thread(target=late, args=("daemon", over.wait), daemon=True).start()
            atexit.register(seen.append, "exit function")
            return lambda: seen
        """,
        late=True,
    )
    assert found.values == [["thread", "exit function"]]


def test_finalizers_are_called_in_every_schedule(program):
    """weakref remembers for a whole process that a program's end has come."""
    found = program(
        """
        import threading, weakref

        class Thing:
            pass

        def main():
            seen, things = [], [Thing(), Thing()]
            weakref.finalize(things[0], seen.append, "gone")
            weakref.finalize(things[1], seen.append, "end")
            thread = threading.Thread(target=things.pop, args=(0,))
            thread.start()
            thread.join()
            kept.extend(things)
            return lambda: seen

        kept = []
        """,
        late=True,
        schedules=20,
    )
    assert found.values == [["gone", "end"]]


def test_a_function_that_is_returned_instead_of_a_value_is_not_called(program):
    found = program("def main(): return lambda: 1")
    assert 1 not in found.values
