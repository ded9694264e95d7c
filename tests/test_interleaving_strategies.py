"""Who goes next: each strategy does what it promises."""

from __future__ import annotations

from collections import Counter
from itertools import count, pairwise
from pathlib import Path
from random import Random

import pytest
from small_worlds import SmallWorld

from grader.interleaving import explore
from grader.interleaving.outcome import Ending
from grader.interleaving.search import Tally
from grader.interleaving.strategies.exhaustive import Exhaustive
from grader.interleaving.strategies.interactive import Interactive
from grader.interleaving.strategies.pct import PCT
from grader.interleaving.strategies.random_walk import RandomWalk
from grader.interleaving.strategies.replay import Replay, decode, encode
from grader.interleaving.strategies.serial import Serial
from grader.interleaving.strategies.systematic import Systematic
from grader.interleaving.strategies.weighted_walk import Census, WeightedWalk


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> SmallWorld:
    return SmallWorld(tmp_path_factory.mktemp("strategies"))


def ran(*bodies: str, shared: str = "", result: str = "[*out]", join: bool = True) -> str:
    """A program with a thread for each body; `out` is a list that they share."""
    lines = ["import threading, time, queue", "from collections import deque", "def main():"]
    lines += ["    out = []", f"    {shared or 'pass'}", "    threads = []"]
    for body in bodies:
        lines += ["    def work():", *(f"        {line}" for line in body.splitlines())]
        lines += ["    threads.append(threading.Thread(target=work))"]
    lines += ["    for thread in threads: thread.start()"]
    lines += ["    for thread in threads: thread.join()"] if join else []
    lines += [f"    return {result}"]
    return "\n".join(lines)


# -- probabilistic concurrency testing -------------------------------------------------------------


def test_the_bound_of_pct_is_its_formula():
    assert PCT.bound(2, 10, 2, 1) == pytest.approx(1 / 20)
    assert PCT.bound(3, 10, 3, 100) == pytest.approx(1 - (1 - 1 / 300) ** 100)
    assert PCT.bound(2, 10, 1, 1) == pytest.approx(1 / 2)
    assert PCT.bound(2, 10, 2, 0) == 0
    assert PCT.bound(0, 0, 2, 5) == 1  # nothing to choose: nothing can be missed
    assert PCT.bound(2, 10, 2, 100) < PCT.bound(2, 10, 2, 200) < 1


def test_the_tally_s_chance_counts_the_schedules_of_that_depth_only():
    tally = Tally(tasks=3, points=12, pct={2: 40})
    assert tally.chance(2) == PCT.bound(3, 12, 2, 40)
    assert tally.chance(3) == 0


DEPTH_2 = ran(
    "if box.ready: out.append(box.value)",
    "box.ready = True\nbox.value = 1",
    shared="class Box: ready, value = False, 0\n    box = Box()",
    result="out == [0]",
)
"""The flag is read after it was set and the value before: two orderings."""

DEPTH_3 = ran(
    "if box.a == 1 and box.b == 0 and box.a == 2: out.append(1)",
    "box.a = 1\nbox.a = 2\nbox.b = 1",
    shared="class Box: a = b = 0\n    box = Box()",
    result="out == [1]",
)
"""a is read between its two writes, b before its write, a again after its second: three."""


@pytest.mark.parametrize(("source", "depth"), [(DEPTH_2, 2), (DEPTH_3, 3)])
def test_pct_finds_a_bug_of_its_depth_at_least_as_often_as_it_promises(small, source, depth):
    small.put(source)
    small.learn()
    probes = [PCT(Random(seed), depth, 10) for seed in range(60)]
    small.run(*probes)
    tasks, runs, steps = len(small.scheduler.tasks), 600, max(probe.steps for probe in probes)
    hits = small.count(PCT(Random(seed), depth, steps) for seed in range(runs))[True]
    assert hits >= runs * PCT.bound(tasks, steps, depth, 1)


def test_pct_without_a_change_of_priority_preempts_only_by_a_thread_it_has_just_met(small):
    small.put(DEPTH_3)
    small.learn()
    assert small.count(PCT(Random(seed), 1, 10) for seed in range(100)) == {False: 100}


# -- random walks ----------------------------------------------------------------------------------

LONG_AND_SHORT = ran("for _ in range(9): out.append('long')", "out.append('short')",
                     result="out.index('short')")  # fmt: skip


def test_the_weighted_walk_spreads_a_short_task_over_a_long_one(small):
    small.put(LONG_AND_SHORT)
    small.learn()
    census = Census()
    with small.world.entered():
        for seed in range(20):
            small.world.run(RandomWalk(Random(seed)), keep=True)
            census.count(small.scheduler)
            small.world.release()
    plain = small.count(RandomWalk(Random(seed)) for seed in range(400))
    weighted = small.count(WeightedWalk(Random(seed), census) for seed in range(400))
    # Ten places for the short one: forty schedules each, if it were wholly even.
    assert set(weighted) == set(range(10))
    assert unevenness(weighted) < unevenness(plain) / 4
    assert min(weighted.values()) >= 10
    assert max(plain.values()) >= 120


def unevenness(counts: Counter[object]) -> float:
    return sum((counts[place] - 40) ** 2 for place in range(10))


def test_a_census_leans_towards_what_it_has_seen_and_expects_one_step_of_the_unknown(small):
    small.put(LONG_AND_SHORT)
    small.learn()
    census = Census()
    assert census.of(1) == 1
    with small.world.entered():
        small.world.run(Serial(), keep=True)
        census.count(small.scheduler)
        uses = [task for task, _, _ in small.scheduler.trail]
        small.world.release()
    assert census.of(1) == pytest.approx(uses.count(1))
    assert census.of(2) == pytest.approx(uses.count(2))
    assert census.of(1) >= census.of(2) + 8


def test_a_random_walk_seldom_cuts_a_sleep_short(small):
    small.put(
        ran("time.sleep(1)\nout.append('slept')", "out.append(1)\nout.append(2)", result="out[0]")
    )
    small.learn()
    found = small.count(RandomWalk(Random(seed)) for seed in range(300))
    assert 5 <= found["slept"] <= 100
    assert found[1] == 300 - found["slept"]


# -- somebody chooses ------------------------------------------------------------------------------


def test_who_is_asked_decides_and_sees_what_each_task_is_about_to_do(small):
    small.put(ran("out.append(1)", "out.append(2)"))
    small.learn()
    seen = []

    def ask(current, candidates):
        seen.append((current.name, [task.name for task in candidates]))
        assert all(task.site is None or task.site.source for task in candidates)
        return candidates[-1]

    (outcome,) = small.run(Interactive(ask))
    assert outcome.value == [2, 1]
    assert seen[0][0] == "MainThread"
    assert all(len(names) > 1 and names == sorted(names) for _, names in seen)
    (again,) = small.run(Replay(outcome.schedule))
    assert again.value == [2, 1]


def test_who_is_asked_may_break_the_schedule_off_at_any_point(small):
    small.put(ran("out.append(1)", "out.append(2)"))
    small.learn()
    asked = []
    small.run(Interactive(lambda current, candidates: asked.append(1) or candidates[0]))
    for most in range(len(asked)):
        left = iter(range(most))
        (outcome,) = small.run(
            Interactive(lambda _, able, left=left: None if next(left, None) is None else able[0])
        )
        assert outcome.ending is Ending.BROKEN_OFF
        assert outcome.value is None
    assert [o.value for o in small.run(Serial())] == [[1, 2]]


def test_an_impossible_choice_is_refused_and_the_next_schedule_is_none_the_worse(small):
    small.put(ran("out.append(1)", "out.append(2)"))
    small.learn()
    stranger = small.scheduler.tasks[0]
    with pytest.raises(ValueError, match="cannot go on"):
        small.run(Interactive(lambda current, candidates: stranger))
    assert [o.value for o in small.run(Serial())] == [[1, 2]]


# -- replay ----------------------------------------------------------------------------------------


def test_a_replay_skips_the_turns_that_are_impossible(small):
    small.put(ran("out.append(1)", "out.append(2)"))
    small.learn()
    (outcome,) = small.run(Serial(youngest_first=True))
    assert outcome.value == [2, 1]
    turns = outcome.schedule
    for at in range(len(turns) + 1):
        spoilt = [*turns[:at], (9, 5), *turns[at:]]
        (again,) = small.run(Replay(spoilt))
        assert (again.value, again.schedule) == (outcome.value, turns)


def test_past_its_end_a_replay_preempts_nobody(small):
    small.put(ran("out.append(1)\nout.append(1)", "out.append(2)\nout.append(2)"))
    small.learn()
    for schedule in ([], [(0, 1)], [(7, 7)]):
        (outcome,) = small.run(Replay(schedule))
        assert (outcome.value, outcome.preemptions) == ([1, 1, 2, 2], 0)


def test_every_schedule_of_every_strategy_replays_to_itself(small):
    small.put(
        ran(
            "with lock:\n    out.append(1)\ntime.sleep(1)\nout.append(2)",
            "got = lock.acquire(timeout=2)\nout.append(got)\nif got: lock.release()",
            "out.append(lock.locked())",
            shared="lock = threading.Lock()",
        )
    )
    small.learn()
    choosers = [RandomWalk(Random(seed)) for seed in range(40)]
    choosers += [PCT(Random(seed), 3, 12) for seed in range(40)]
    for outcome in small.run(*choosers):
        (again,) = small.run(Replay(decode(encode(outcome.schedule))))
        assert (again.key, again.schedule, again.steps) == (
            outcome.key, outcome.schedule, outcome.steps,
        )  # fmt: skip


@pytest.mark.parametrize("text", ["x", "0*", "*3", "1*2*3", "0*1.5"])
def test_what_is_no_schedule_is_refused(text):
    with pytest.raises(ValueError):
        decode(text)


def test_a_schedule_as_text_is_short_and_comes_back():
    schedule = [(0, 4), (1, 1), (12, 3)]
    assert encode(schedule) == "0*4 1 12*3"
    assert decode(encode(schedule)) == schedule
    assert decode("") == []


# -- all of them -----------------------------------------------------------------------------------


def test_systematic_counts_are_those_worked_out_by_hand(small):
    """Main and a thread make one shared step each; then both run on to the end.

    Points at which there is a choice: main before its append and, if the thread has still to do
    its own, the thread before it; main before the result is looked at cannot come before the join.
    """
    small.put(
        """
        import threading
        def main():
            out = []
            thread = threading.Thread(target=lambda: out.append(2))
            thread.start()
            out.append(1)
            thread.join()
            return out
        """
    )
    found = {bound: small.every(Systematic(bound)) for bound in range(4)}
    values = {bound: Counter(str(o.value) for o in found[bound]) for bound in found}
    # Without preemption main goes on to its join. With one, the thread goes first at main's
    # append; it can be stopped before its own only by a second.
    assert values[0] == {"[1, 2]": 1}
    assert values[1] == {"[1, 2]": 1, "[2, 1]": 1}
    assert values[2] == values[3] == {"[1, 2]": 2, "[2, 1]": 1}
    for bound, outcomes in found.items():
        assert max(o.preemptions for o in outcomes) <= bound
        schedules = [tuple(o.schedule) for o in outcomes]
        assert len(set(schedules)) == len(schedules)


def test_a_bound_that_leaves_something_out_says_so(small):
    small.put(ran("out.append(1)", "out.append(2)"))
    cut = []
    for bound in range(6):
        strategy = Systematic(bound)
        small.every(strategy)
        cut.append(strategy.cut)
    assert cut[0] and not cut[-1]
    assert cut == sorted(cut, reverse=True)


@pytest.mark.parametrize("threads", [2, 3, 4])
def test_independent_tasks_need_a_single_schedule(small, threads):
    bodies = [f"mine = boxes[{n}]\nmine.append(1)\nmine.append(2)" for n in range(threads)]
    small.put(ran(*bodies, shared=f"boxes = [[] for _ in range({threads})]", result="boxes"))
    strategy = Exhaustive()
    (outcome,) = small.every(strategy)
    assert outcome.value == [[1, 2]] * threads
    assert not strategy.cut and not strategy.diverged


@pytest.mark.parametrize(("writers", "orders"), [(1, 1), (2, 2), (3, 6), (4, 24)])
def test_writers_of_one_variable_have_as_many_schedules_as_orders(small, writers, orders):
    small.put(ran(*(f"out.append({n})" for n in range(writers))))
    strategy = Exhaustive()
    outcomes = [o for o in small.every(strategy) if o.ending is Ending.RETURNED]
    assert len(outcomes) == orders
    assert len({tuple(o.value) for o in outcomes}) == orders
    assert not strategy.cut


def test_readers_alone_need_a_single_schedule(small):
    small.put(ran(*["box[0]"] * 3, shared="box = [1]", result="box[0]"))
    assert len(small.every(Exhaustive())) == 1


PROGRAMS = {
    "a lock": (
        ran(*(f"with lock: out.append({n})" for n in (1, 2)), shared="lock = threading.Lock()"),
        {"[1, 2]", "[2, 1]"},
    ),
    "a try-lock": (
        ran(
            "if not lock.acquire(False): out.append('no'); return\nout.append(1)\nlock.release()",
            "with lock: out.append(2)",
            shared="lock = threading.Lock()",
        ),
        {"[1, 2]", "[2, 1]", "[2, 'no']", "['no', 2]"},
    ),
    "a lock that is looked at": (
        ran("out.append(lock.locked())", "with lock: pass", shared="lock = threading.Lock()"),
        {"[False]", "[True]"},
    ),
    "a lock wanted for a limited time": (
        ran(
            "got = lock.acquire(timeout=1)\nout.append(got)",
            "with lock: time.sleep(2)",
            shared="lock = threading.Lock()",
        ),
        {"[False]", "deadlock"},
    ),
    "a notify that may come first": (
        ran(
            "with ready: out.append(ready.wait())",
            "with ready: ready.notify()",
            shared="ready = threading.Condition()",
        ),
        {"[True]", "deadlock"},
    ),
    "is_alive": (
        ran("pass", "out.append(threads[0].is_alive())"),
        {"[False]", "[True]"},
    ),
    "sleepers": (
        ran("time.sleep(1); out.append(1)", "time.sleep(2); out.append(2)"),
        {"[1, 2]", "[2, 1]"},
    ),
    "a join with a timeout": (
        ran("out.append(1)", "threads[0].join(1)\nout.append(threads[0].is_alive())"),
        {"[1, False]"},
    ),
    "nobody is waited for": (
        ran("out.append(1)", "out.append(2)", join=False, result="tuple(out)"),
        {"()", "(1,)", "(2,)", "(1, 2)", "(2, 1)"},
    ),
    "an event": (
        ran("out.append(event.is_set())", "event.set()", shared="event = threading.Event()"),
        {"[False]", "[True]"},
    ),
    "a semaphore": (
        ran(
            "got = sem.acquire(blocking=False)\nout.append(got)\nif got: sem.release()",
            "sem.acquire()\nsem.release()",
            shared="sem = threading.Semaphore(1)",
        ),
        {"[True]", "[False]"},
    ),
    "a queue": (
        ran("q.put(1)", "q.put(2)", "out.append(q.get())\nout.append(q.get())",
            shared="q = queue.Queue()"),
        {"[1, 2]", "[2, 1]"},
    ),
    "empty and get": (
        ran("out.append(q.get() if not q.empty() else 0)", "q.get()",
            shared="q = queue.Queue(); q.put(1)"),
        {"[0]", "deadlock"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_outcome_is_found_by_the_reduction_alone(small, name):
    source, expected = PROGRAMS[name]
    small.put(source)
    small.learn()
    for _ in range(5):  # what is learned on the way begins the search again
        learned = small.scheduler.learned
        strategy = Exhaustive()
        found = set()
        with small.world.entered():
            while strategy.next_schedule():
                outcome = small.world.run(strategy)
                ending = outcome.ending
                if ending is not Ending.BROKEN_OFF:
                    found.add(outcome.frozen if ending is Ending.RETURNED else str(ending))
        if small.scheduler.learned == learned:
            break
    assert found == expected
    assert not strategy.cut and not strategy.diverged


def test_a_daemon_s_work_may_be_left_undone(small):
    found = small.explore(
        """
        import threading
        out = []
        def main():
            threading.Thread(target=lambda: [out.append(1), out.append(2)], daemon=True).start()
            return tuple(out)
        """
    )
    assert set(found.values) == {(), (1,), (1, 2)}
    assert found.tally.exhausted


def test_threads_are_numbered_in_the_order_in_which_they_were_started(small):
    found = small.explore(
        """
        import threading
        def main():
            names = []
            def start():
                thread = threading.Thread(target=lambda: None)
                names.append(thread.name)
                thread.start(); thread.join()
            two = [threading.Thread(target=start, name=n) for n in "ab"]
            for t in two: t.start()
            for t in two: t.join()
            return sorted(n.partition(" ")[0] for n in names)
        """
    )
    assert found.values == [["Thread-1", "Thread-2"]]
    assert found.tally.exhausted


def test_with_a_bound_nothing_beyond_it_is_run_and_this_is_told(small):
    small.put(ran(*["box.n += 1"] * 3, shared="class Box: n = 0\n    box = Box()", result="box.n"))
    seen = []
    for bound in (0, 1, 2, None):
        strategy = Exhaustive(bound)
        outcomes = [o for o in small.every(strategy) if o.ending is not Ending.BROKEN_OFF]
        if bound is not None:
            assert max(o.preemptions for o in outcomes) <= bound
        assert strategy.cut == (bound is not None)
        seen.append({o.value for o in outcomes})
    assert seen[0] == {3}
    assert all(less <= more for less, more in pairwise(seen))
    assert seen[-1] == {1, 2, 3}


@pytest.mark.parametrize("make", [Exhaustive, lambda: Systematic(2)])
def test_a_program_that_does_not_repeat_itself_proves_nothing(small, make):
    small.put(
        """
        import threading, os
        def main():
            out = []
            os.environ["RUNS"] = str(int(os.environ.get("RUNS", "0")) + 1)
            count = 2 + int(os.environ["RUNS"]) % 3
            def work(n):
                out.append(n)
            threads = [threading.Thread(target=work, args=(n,)) for n in range(count)]
            for t in threads: t.start()
            for t in threads: t.join()
            return out
        """
    )
    small.learn()
    strategy = make()
    with small.world.entered():
        while strategy.next_schedule() and not strategy.diverged:
            small.world.run(strategy)
    assert strategy.diverged


def test_a_condition_over_a_lock_of_the_program_s_own_is_searched_as_well(small):
    found = small.explore(
        """
        import threading
        class Gate:
            def __init__(self): self.lock = threading.Lock()
            def acquire(self, *args): return self.lock.acquire(*args)
            def release(self): self.lock.release()
            def __enter__(self): return self.acquire()
            def __exit__(self, *exc): self.release()
        def main():
            ready, out = threading.Condition(Gate()), []
            def work():
                with ready:
                    if not out: ready.wait()
                    out.append("woken")
            worker = threading.Thread(target=work)
            worker.start()
            with ready:
                out.append("set")
                ready.notify_all()
            worker.join()
            try: ready.notify()
            except RuntimeError as error: out.append(str(error))
            return out
        """
    )
    assert not found.failing()
    assert found.values == [["set", "woken", "cannot notify on un-acquired lock"]]


def test_strategies_of_ones_own_take_the_place_of_the_plan(tmp_path: Path) -> None:
    file = tmp_path / "program.py"
    file.write_text(
        "import threading\n"
        "order = []\n"
        "def main():\n"
        "    threads = [threading.Thread(target=order.append, args=(n,)) for n in (1, 2)]\n"
        "    for thread in threads: thread.start()\n"
        "    for thread in threads: thread.join()\n"
        "    return tuple(order)\n"
    )
    youngest = explore(f"{file}:main", strategies=[Serial(youngest_first=True)])
    assert youngest.tally.by_strategy == {"serial": 1}
    assert youngest.values == [(2, 1)]
    walking = (RandomWalk(Random(n)) for n in count())
    walks = explore(f"{file}:main", schedules=7, strategies=walking)
    assert walks.tally.by_strategy == {"random walk": 7}
