"""Who waits in a loop for others is not accused, who waits for nobody is; and the engine itself
comes to an end with every program."""

from __future__ import annotations

import gc
from random import Random

import pytest
from small_worlds import SmallWorld

from grader.interleaving.outcome import Ending
from grader.interleaving.strategies.exhaustive import Exhaustive
from grader.interleaving.strategies.pct import PCT
from grader.interleaving.strategies.random_walk import RandomWalk
from grader.interleaving.strategies.serial import Serial
from grader.interleaving.strategies.weighted_walk import Census, WeightedWalk


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> SmallWorld:
    return SmallWorld(tmp_path_factory.mktemp("fairness"), max_steps=1500)


def choosers(seeds: int = 3):
    yield Serial()
    yield Serial(youngest_first=True)
    for seed in range(seeds):
        yield RandomWalk(Random(seed))
        yield PCT(Random(seed), 2, 20)
        yield PCT(Random(seed), 3, 500)
        yield WeightedWalk(Random(seed), Census())


HEAD = """
import threading, time, queue
done, turn, level = False, 0, [0]
def main():
    global done, turn
    done, turn = False, 0
"""

PATIENT = {
    "a flag": """
    def work():
        global done
        done = True
    worker = threading.Thread(target=work)
    worker.start()
    while not done: pass
    """,
    "a flag of several workers": """
    left = [3]
    lock = threading.Lock()
    def work():
        with lock: left[0] -= 1
    for _ in range(3): threading.Thread(target=work).start()
    while left[0]: pass
    """,
    "is_alive": """
    worker = threading.Thread(target=time.sleep, args=(3,))
    worker.start()
    while worker.is_alive(): pass
    """,
    "is_alive of the one that waits for us": """
    gate = threading.Event()
    worker = threading.Thread(target=gate.wait)
    worker.start()
    rounds = 0
    while worker.is_alive():
        rounds += 1
        if rounds == 3: gate.set()
    """,
    "active_count": """
    for _ in range(2): threading.Thread(target=time.sleep, args=(1,)).start()
    while threading.active_count() > 1: time.sleep(0.1)
    """,
    "empty, with a sleep": """
    box = queue.Queue()
    def work():
        time.sleep(1)
        box.put(1)
    threading.Thread(target=work).start()
    while box.empty(): time.sleep(0.01)
    box.get()
    """,
    "a lock whose owner sleeps, which several spin for": """
    lock = threading.Lock()
    def work():
        while not lock.acquire(blocking=False): pass
        time.sleep(1)
        lock.release()
    for _ in range(3): threading.Thread(target=work).start()
    """,
    "two that poll while a third works": """
    def work():
        global done
        for _ in range(100): level[0] += 1
        done = True
    def poll():
        while not done: time.sleep(0)
    for call in (poll, work, poll): threading.Thread(target=call).start()
    """,
    "a time limit beside several that poll": """
    lock = threading.Lock()
    def poll():
        while True:
            with lock:
                if done: break
            time.sleep(0.001)
    for _ in range(3): threading.Thread(target=poll).start()
    threading.Event().wait(0.02)
    done = True
    """,
    "get_nowait": """
    box = queue.Queue()
    threading.Thread(target=box.put, args=(1,)).start()
    while True:
        try:
            box.get_nowait()
            break
        except queue.Empty:
            pass
    """,
    "get with a timeout": """
    box = queue.Queue()
    stop = threading.Event()
    def work():
        while not stop.is_set():
            try: box.get(timeout=0.1)
            except queue.Empty: continue
    worker = threading.Thread(target=work)
    worker.start()
    box.put(1)
    time.sleep(5)
    stop.set()
    worker.join()
    """,
    "wait with a timeout as a clock": """
    stop, ticks = threading.Event(), []
    def clock():
        while not stop.wait(1): ticks.append(1)
    worker = threading.Thread(target=clock)
    worker.start()
    while len(ticks) < 3: time.sleep(0.5)
    stop.set()
    worker.join()
    """,
    "a timeout far away, in a loop of short sleeps": """
    worker = threading.Thread(target=threading.Event().wait, args=(60,))
    worker.start()
    while worker.is_alive(): time.sleep(0.001)
    """,
    "a condition with a timeout": """
    ready = threading.Condition()
    def work():
        global done
        time.sleep(2)
        with ready: done = True
    threading.Thread(target=work).start()
    with ready:
        while not done: ready.wait(0.3)
    """,
    "join with a timeout": """
    worker = threading.Thread(target=time.sleep, args=(2,))
    worker.start()
    while worker.is_alive(): worker.join(0.25)
    """,
    "a try-lock": """
    lock = threading.Lock()
    def work():
        with lock: time.sleep(1)
    threading.Thread(target=work).start()
    while not lock.acquire(blocking=False): pass
    lock.release()
    """,
    "a lock with a timeout": """
    lock = threading.Lock()
    def work():
        with lock: time.sleep(5)
    threading.Thread(target=work).start()
    while not lock.acquire(timeout=0.5): pass
    lock.release()
    """,
    "turns": """
    def work(me):
        global turn
        for _ in range(3):
            while turn % 2 != me: pass
            turn += 1
    threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]
    for t in threads: t.start()
    for t in threads: t.join()
    assert turn == 6
    """,
    "the time": """
    end = time.monotonic() + 20
    while time.monotonic() < end: pass
    """,
    "the time, while another one sleeps": """
    worker = threading.Thread(target=time.sleep, args=(30,))
    worker.start()
    end = time.time() + 20
    while time.time() < end: time.sleep(0.5)
    """,
    "Peterson's algorithm": """
    wants, inside = [False, False], []
    def work(me):
        global turn
        wants[me] = True
        turn = 1 - me
        while wants[1 - me] and turn == 1 - me: pass
        inside.append(me)
        assert inside == [me]
        inside.remove(me)
        wants[me] = False
    threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]
    for t in threads: t.start()
    for t in threads: t.join()
    """,
    "much work": """
    total = 0
    for n in range(1000): total += n
    """,
}


@pytest.mark.parametrize("waiting", PATIENT)
def test_who_waits_for_others_in_a_loop_is_never_accused(small, waiting):
    small.put(HEAD + PATIENT[waiting])
    for outcome in small.run(*choosers()):
        assert (outcome.ending, outcome.failures) == (Ending.RETURNED, ()), outcome.strategy
    search = small.explore(HEAD + PATIENT[waiting], schedules=40)
    assert not search.failing()


@pytest.mark.parametrize("nap", ["time.sleep(0.001)", "worker.join(0.001)"])
def test_a_loop_that_lets_time_go_by_is_taken_at_its_word(tmp_path, nap):
    found = SmallWorld(tmp_path).explore(
        f"""
        import threading, time
        def main():
            enough, came = threading.Event(), []
            worker = threading.Thread(target=lambda: came.append(enough.wait(0.5)))
            worker.start()
            for _ in range(400): {nap}
            enough.set()
            worker.join()
            return came
        """,
        schedules=40,
    )
    assert found.values == [[True]]


LOOKING = {
    "one looks, six wait for seconds": """
    waits = [threading.Event().wait for _ in range(6)]
    waiting = [threading.Thread(target=wait, args=(5,)) for wait in waits]
    for t in waiting: t.start()
    while sum(t.is_alive() for t in waiting): time.sleep(0.005)
    return True
    """,
    "three look, three wait for a minute": """
    waits = [threading.Event().wait for _ in range(3)]
    waiting = [threading.Thread(target=wait, args=(60,)) for wait in waits]
    def look():
        while any(t.is_alive() for t in waiting): time.sleep(0.001)
    looking = [threading.Thread(target=look) for _ in range(3)]
    for t in waiting + looking: t.start()
    for t in waiting + looking: t.join()
    return True
    """,
    "one looks for work for an hour, and each piece has a minute": """
    todo, made, over = [], threading.Semaphore(0), []
    def work():
        n = 0
        while not over:
            if n < len(todo):
                made.release()
                n += 1
            else:
                time.sleep(0.001)
    worker = threading.Thread(target=work)
    worker.start()
    threading.Event().wait(3600)
    todo.extend(range(3))
    in_time = [made.acquire(timeout=60) for _ in range(3)]
    over.append(True)
    worker.join()
    return all(in_time)
    """,
    "three ask a queue with a time limit for an hour": """
    todo, over = queue.Queue(), []
    def work():
        while not over:
            try: todo.get(timeout=0.05)
            except queue.Empty: pass
    workers = [threading.Thread(target=work) for _ in range(3)]
    for t in workers: t.start()
    threading.Event().wait(3600)
    over.append(True)
    for t in workers: t.join()
    return True
    """,
    "two wait with short time limits for one who sleeps an hour": """
    go = threading.Event()
    def work():
        while not go.wait(0.1): pass
    workers = [threading.Thread(target=work) for _ in range(2)]
    for t in workers: t.start()
    time.sleep(3600)
    threading.Event().wait(3600)
    go.set()
    for t in workers: t.join()
    return True
    """,
    "three pass work on, and each piece has a minute": """
    shelves, made, over = [[], [], []], threading.Semaphore(0), []
    def work(k):
        while not over:
            if not shelves[k]: time.sleep(0.001)
            elif k < 2: shelves[k + 1].append(shelves[k].pop(0))
            elif shelves[k].pop(0): made.release()
    workers = [threading.Thread(target=work, args=(k,)) for k in range(3)]
    for t in workers: t.start()
    in_time = []
    for _ in range(6):
        shelves[0].append(True)
        in_time.append(made.acquire(timeout=60))
    threading.Event().wait(3600)
    over.append(True)
    for t in workers: t.join()
    return all(in_time)
    """,
}


@pytest.mark.parametrize("program", LOOKING)
def test_who_looks_now_and_then_gets_through_long_waits_and_misses_nothing(tmp_path, program):
    found = SmallWorld(tmp_path).explore(
        "import queue, threading, time\ndef main():\n" + LOOKING[program], schedules=60
    )
    assert found.values == [True]
    assert not found.failing()


def test_without_preemption_a_sleep_is_over_when_it_is_due(small):
    small.put(
        """
        import threading, time
        def main():
            ticks, stopped = [], threading.Event()
            def tick():
                while not stopped.is_set():
                    ticks.append(1)
                    time.sleep(0.001)
            clock = threading.Thread(target=tick)
            clock.start()
            time.sleep(0.25)
            stopped.set()
            clock.join()
            return len(ticks)
        """
    )
    [outcome] = small.run(Serial())
    assert 245 <= outcome.value <= 255


ENDLESS = {
    "a busy loop": """
    while True: pass
    """,
    "a busy loop in a thread": """
    def work():
        while not done: pass
    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    """,
    "a loop that sleeps": """
    while not done: time.sleep(1)
    """,
    "a loop of timeouts": """
    box = queue.Queue()
    while True:
        try: box.get(timeout=1)
        except queue.Empty: pass
    """,
    "each waits for the other": """
    ready = [False, False]
    def work(me):
        while not ready[1 - me]: pass
        ready[me] = True
    threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]
    for t in threads: t.start()
    for t in threads: t.join()
    """,
    "a flag that was read too early": """
    def work():
        seen = done
        while not seen: time.sleep(0.1)
    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    """,
    "a livelock": """
    def work():
        while level[0] < 10: level[0] += 1
    def undo():
        while level[0] > -10: level[0] -= 2
        while level[0] < 10: level[0] = -10
    threads = [threading.Thread(target=f) for f in (work, undo, work)]
    for t in threads: t.start()
    while True: level[0] = 0
    """,
    "threads that start threads": """
    def work():
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    while True:
        thread = threading.Thread(target=int)
        thread.start()
        thread.join()
    """,
}


@pytest.mark.parametrize("loop", ENDLESS)
def test_who_waits_for_nobody_is_said_to_never_end(small, loop):
    small.put(HEAD + ENDLESS[loop])
    outcomes = small.run(*choosers(1))
    if loop == "threads that start threads":
        assert {o.ending for o in outcomes} <= {Ending.NEVER_ENDS, Ending.RAISED}
    else:
        assert {o.ending for o in outcomes} == {Ending.NEVER_ENDS}


def test_a_spin_that_only_some_orders_leave_is_found(small):
    found = small.explore(
        """
        import threading
        def main():
            flags = [False]
            def work():
                flags[0] = True
                flags[0] = False
            worker = threading.Thread(target=work)
            worker.start()
            while not flags[0]: pass
            return "ended"
        """,
        schedules=60,
    )
    assert {o.ending for o in found.outcomes} == {Ending.RETURNED, Ending.NEVER_ENDS}
    assert not found.tally.exhausted


# -- the engine protects itself --------------------------------------------------------------------


def test_a_schedule_is_cut_at_twice_its_bound_of_steps(small):
    small.put(HEAD + ENDLESS["each waits for the other"])
    for outcome in small.run(*choosers(2)):
        assert small.scheduler.max_steps <= outcome.steps
        assert outcome.steps <= small.scheduler.max_steps + small.scheduler.fair_steps + 1


RACE = """
import threading
def main():
    out = []
    def work(n):
        for _ in range(4): out.append(n)
    threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
    for t in threads: t.start()
    for t in threads: t.join()
    return len(out)
"""


@pytest.mark.parametrize("most", [1, 2, 7, 30])
def test_no_more_schedules_are_run_than_allowed(small, most):
    found = small.explore(RACE, schedules=most)
    assert found.tally.schedules == most == sum(found.tally.by_strategy.values())
    assert sum(o.count for o in found.outcomes) <= most
    assert not found.tally.exhausted


def test_a_search_stops_at_the_first_schedule_after_its_time(small):
    found = small.explore(RACE, schedules=10_000, seconds=0)
    assert found.tally.schedules == 1
    assert found.tally.seconds > 0


def test_thousands_of_schedules_leave_nothing_behind(small):
    source = """
        import threading, time, queue
        from concurrent.futures import ThreadPoolExecutor
        class Node:
            def __init__(self): self.me, self.n = self, 0
        def main():
            node, box, local = Node(), queue.Queue(), threading.local()
            lock = threading.Lock()
            def work(n):
                local.x = node
                with lock: node.n += n
                box.put(n)
                time.sleep(n)
            threads = [threading.Thread(target=work, args=(n,)) for n in (1, 2)]
            for t in threads: t.start()
            threading.Thread(target=lambda: time.sleep(99), daemon=True).start()
            return node.n
    """
    small.put(source)
    small.learn()
    live = []
    with small.world.entered():
        for _ in range(5):
            for seed in range(400):
                small.world.run(RandomWalk(Random(seed)))
            gc.collect()
            live.append(len(gc.get_objects()))
    assert max(live[1:]) - live[0] < 100, live


STUBBORN = {
    "catches everything": """
        try: gate.wait()
        except BaseException: log.append("caught")
    """,
    "takes locks at last": """
        try:
            with lock: gate.wait()
        finally:
            with lock:
                with other: log.append("cleaned up")
    """,
    "waits again at last": """
        try: gate.wait()
        finally:
            with ready: ready.wait()
            box.get()
            time.sleep(1)
            threading.Thread(target=int).start()
    """,
    "spins at last": """
        try: gate.wait()
        finally:
            while not gate.is_set(): pass
    """,
    "a generator with a finally": """
        def numbers():
            try:
                yield gate.wait()
            finally:
                with lock: gate.wait()
        for number in numbers(): pass
    """,
    "a context manager that takes over": """
        class Guard:
            def __enter__(self): lock.acquire()
            def __exit__(self, *exc): lock.release(); return True
        with Guard(): gate.wait()
        log.append("went on")
        gate.wait()
    """,
}


@pytest.mark.parametrize("stubborn", STUBBORN)
def test_a_task_that_is_ended_is_ended_whatever_it_catches(small, stubborn):
    small.put(
        f"""
        import threading, time, queue
        def main():
            gate, lock, other = threading.Event(), threading.Lock(), threading.Lock()
            ready, box, log = threading.Condition(), queue.Queue(), []
            def work():
                {STUBBORN[stubborn].strip().replace(chr(10), chr(10) + " " * 8)}
            for _ in range(2): threading.Thread(target=work, daemon=True).start()
            time.sleep(1)
            return len(log)
        """
    )
    for outcome in small.run(*choosers(2)):
        assert (outcome.ending, outcome.value) == (Ending.RETURNED, 0)
        assert small.scheduler.abandoned == 0
    assert all(task.greenlet is None for task in small.scheduler.tasks)


def test_a_task_that_refuses_to_end_is_given_up_and_the_search_with_it(small):
    found = small.explore(
        """
        import threading, time
        from collections import deque
        from itertools import count
        def main():
            def work():
                # No loop of its own in which it could be stopped.
                deque(map(insist, count()), 0)
            def insist(_):
                try: threading.Event().wait()
                except BaseException: pass
            threading.Thread(target=work, daemon=True).start()
            time.sleep(1)
            return 1
        """
    )
    assert found.values == [1]
    assert found.tally.schedules <= 2
    assert small.scheduler.abandoned == 1
    assert not found.tally.exhausted
    assert small.explore(RACE, schedules=5).values == [12]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("os.fork()", "os.fork"),
        ("os.system('true')", "os.system"),
        ("subprocess.Popen(['true'])", "subprocess.Popen"),
        ("_thread.interrupt_main()", "_thread.interrupt_main"),
        ("asyncio.new_event_loop()", "asyncio"),
    ],
)
@pytest.mark.parametrize("where", ["main", "thread"])
def test_what_cannot_be_controlled_ends_the_search_with_its_reason(small, body, reason, where):
    call = "work()" if where == "main" else "threading.Thread(target=work).start()"
    found = small.explore(
        f"""
        import os, subprocess, threading, _thread, asyncio
        def main():
            def work():
                try:
                    {body}
                except Exception:
                    pass
            {call}
            threading.Event().wait(5)
        """
    )
    assert [(o.ending, o.reason) for o in found.outcomes] == [(Ending.NOT_GRADABLE, reason)]
    assert found.tally.schedules == 1
    assert not found.tally.exhausted


def test_more_threads_than_are_allowed_are_refused_as_python_refuses_them(small):
    small.put(
        """
        import threading
        def main():
            gate = threading.Event()
            try:
                for n in range(1000): threading.Thread(target=gate.wait, daemon=True).start()
            except RuntimeError as error:
                return n, str(error)
        """
    )
    (outcome,) = small.run(Serial())
    assert outcome.value == (255, "can't start new thread")


def test_exhaustion_is_never_claimed_where_a_schedule_never_ends(small):
    small.put(HEAD + ENDLESS["each waits for the other"])
    small.learn()
    strategy = Exhaustive(0)
    with small.world.entered():
        for _ in range(3):
            if strategy.next_schedule():
                small.world.run(strategy)
    assert strategy.cut
