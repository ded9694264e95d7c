"""The virtual library is the real one to a program: same values, same errors, same words."""

from __future__ import annotations

import ast
import builtins
import subprocess
import sys
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import pytest

from grader.interleaving import InterleavingFailure, explore
from grader.interleaving.outcome import Ending

HEAD = """
import _thread, collections, contextlib, io, queue, sys, threading, time

def said(call, *args, **how):
    '''What a call gives, or the error that it raises.'''
    try:
        return call(*args, **how)
    except Exception as error:
        return f"{type(error).__name__}: {error}"

def in_thread(call, *args):
    '''The same, in a thread of its own.'''
    found = []
    thread = threading.Thread(target=lambda: found.append(said(call, *args)))
    thread.start()
    thread.join()
    return found[0]

"""

# Each is the body of main(); what it returns has to be the same under the engine.
PROGRAMS = {
    "a lock": """
        lock = threading.Lock()
        seen = [lock.locked(), said(lock.release), repr(lock).split()[0]]
        seen += [lock.acquire(), lock.locked(), lock.acquire(False), repr(lock).split()[0]]
        seen += [lock.acquire(timeout=0.001), lock.acquire(True, 0), in_thread(lock.locked)]
        lock.release()
        with lock as entered:
            seen += [entered, lock.locked()]
        seen += [lock.locked(), in_thread(lock.acquire, False), lock.locked()]
        lock._at_fork_reinit()
        return seen + [lock.locked()]
    """,
    "times that no lock takes": """
        return [
            said(one.acquire, *args).split(":")[0]
            for one in (threading.Lock(), threading.RLock())
            for args in ((False, 1), (True, -2), (True, threading.TIMEOUT_MAX * 2))
        ]
    """,
    "the longest time that a lock takes": """
        locks = (threading.Lock(), threading.RLock())
        seen = [said(one.acquire, timeout=threading.TIMEOUT_MAX) for one in locks]
        return [*seen, threading.TIMEOUT_MAX, _thread.TIMEOUT_MAX]
    """,
    "a reentrant lock": """
        lock = threading.RLock()
        seen = [said(lock.release), repr(lock).split()[0], lock._is_owned()]
        seen += [lock.acquire(), lock.acquire(timeout=1), lock._recursion_count(), lock._is_owned()]
        seen += [in_thread(lock.acquire, False), in_thread(lock.release), repr(lock).split()[0]]
        seen += [in_thread(lock._is_owned), in_thread(lock._recursion_count)]
        seen += [said(lock.acquire, False, 1)]
        lock.release()
        seen += [lock._recursion_count(), in_thread(lock.acquire, False)]
        lock.release()
        return seen + [lock._recursion_count(), said(lock.release)]
    """,
    "a condition without its lock": """
        ready = threading.Condition()
        seen = [said(ready.wait), said(ready.notify), said(ready.notify_all)]
        ready._at_fork_reinit()
        return seen + [in_thread(ready.wait, 0), ready._is_owned(), repr(ready)[:11]]
    """,
    "a condition that nobody notifies": """
        seen = []
        for lock in (None, threading.Lock(), threading.RLock()):
            ready = threading.Condition(lock)
            with ready:
                seen += [ready.wait(0), ready.wait(0.001), ready.wait_for(lambda: 0, 0.001)]
                seen += [ready.wait_for(lambda: 7), ready._is_owned()]
            seen.append(ready._is_owned())
        return seen
    """,
    "a condition over an own lock": """
        class Own:
            def __init__(self): self.inner = threading.Lock()
            def acquire(self, *a): return self.inner.acquire(*a)
            def release(self): self.inner.release()
            def __enter__(self): return self.acquire()
            def __exit__(self, *_): self.release()
        class Owned(Own):
            def _is_owned(self): return self.inner.locked()
        seen = []
        for lock in (Own(), Owned()):
            ready, items = threading.Condition(lock), []
            seen += [said(ready.wait), said(ready.notify)]
            def take():
                with ready:
                    while not items:
                        ready.wait()
                    seen.append(items.pop())
            thread = threading.Thread(target=take)
            thread.start()
            with ready:
                items.append(1)
                ready.notify()
            thread.join()
        return seen
    """,
    "notifying some of those who wait": """
        ready, asleep, awake = threading.Condition(), [], []
        def wait():
            with ready:
                asleep.append(1)
                ready.wait()
                awake.append(1)
        threads = [threading.Thread(target=wait) for _ in range(3)]
        for t in threads: t.start()
        while len(asleep) < 3: time.sleep(0.001)
        with ready:
            ready.notify(0)
            ready.notify(2)
        while len(awake) < 2: time.sleep(0.001)
        time.sleep(0.01)
        seen = len(awake)
        with ready: ready.notify_all()
        for t in threads: t.join()
        return [seen, len(awake), threading.Condition[int] is threading.Condition
                if hasattr(threading.Condition, "__class_getitem__") else True]
    """,
    "a lock that is taken when a wait has timed out": """
        ready, seen, waiting = threading.Condition(), [], threading.Event()
        def wait():
            with ready:
                waiting.set()
                seen.append(ready.wait(0.001))
        thread = threading.Thread(target=wait)
        thread.start()
        waiting.wait()
        with ready:
            time.sleep(0.05)
            seen.append("slept")
        thread.join()
        return sorted(map(str, seen))
    """,
    "a generator that another thread goes on with": """
        class Box: n = 1
        def add():
            box.n += yield
        box, adding = Box(), add()
        in_thread(next, adding)
        seen = said(adding.send, 5)
        return [str(seen), box.n]
    """,
    "who one is": """
        a, b = [], []
        return [id(a) == id(a), id(a) != id(b), isinstance(id(a), int)]
    """,
    "waiting for the main thread": """
        threading.Thread(target=threading.main_thread().join).start()
        return 5
    """,
    "a simple queue": """
        jobs = queue.SimpleQueue()
        seen = [jobs.empty(), jobs.qsize(), said(jobs.get_nowait), said(jobs.get, timeout=0.001)]
        seen += [said(jobs.get, timeout=-1), said(jobs.get, False), said(jobs.get, True, 0)]
        jobs.put(1); jobs.put_nowait(2); jobs.put(3, False, 5)
        seen += [jobs.qsize(), jobs.empty(), jobs.get(), jobs.get_nowait(), jobs.get(timeout=1)]
        thread = threading.Thread(target=lambda: (time.sleep(0.01), jobs.put(4)))
        thread.start()
        seen.append(jobs.get())
        thread.join()
        queue.SimpleQueue[int]
        return seen
    """,
    "locals of a thread": """
        class Mine(threading.local):
            kind = "mine"
            def __init__(self, start, *, step=1):
                self.n, self.step = start, step
        mine, plain = Mine(5, step=2), threading.local()
        mine.n = plain.x = 9
        def change():
            before = (mine.n, mine.step, mine.kind, hasattr(plain, "x"), dict(vars(mine)))
            mine.n += 1
            del mine.step
            lacks = said(getattr, plain, "x").split(" object")[1]
            return [*before, mine.n, hasattr(mine, "step"), lacks]
        seen = [in_thread(change), mine.n, mine.step, plain.x]
        seen += [said(threading.local, 1), said(setattr, mine, "__dict__", {}).split(" object")[1]]
        del plain.x
        return seen + [hasattr(plain, "x"), said(delattr, plain, "x").split(" object")[1]]
    """,
    "threads started, joined and asked at the wrong time": """
        thread = threading.Thread(target=int)
        seen = [thread.is_alive(), said(thread.join), thread.ident]
        thread.start()
        seen += [said(thread.start), thread.join(), thread.is_alive(), thread.join(0)]
        seen += [said(threading.current_thread().join), in_thread(threading.main_thread().is_alive)]
        seen += [said(setattr, thread, "daemon", True)]
        class Forgot(threading.Thread):
            def __init__(self): pass
        forgot = Forgot()
        return seen + [said(forgot.start), said(forgot.join), said(forgot.is_alive)]
    """,
    "a thread that goes on longer than it is waited for": """
        go = threading.Event()
        thread = threading.Thread(target=go.wait)
        thread.start()
        thread.join(0.001)
        seen = [thread.is_alive(), go.is_set()]
        go.set()
        thread.join(60)
        return seen + [thread.is_alive(), go.is_set(), threading.active_count()]
    """,
    "ways for a thread to leave": """
        seen = []
        def leave(how):
            seen.append("in")
            how()
            seen.append("never")
        for how in (_thread.exit, sys.exit, lambda: (_ for _ in ()).throw(SystemExit)):
            thread = threading.Thread(target=leave, args=(how,))
            thread.start()
            thread.join()
        return seen
    """,
    "threads below threading": """
        seen, done = [], threading.Event()
        def work(a, b=0):
            seen.append(a + b)
            if a == 1: _thread.exit()
            done.set()
        _thread.start_new_thread(work, (1,))
        while not seen: time.sleep(0.001)
        _thread.start_new_thread(work, (2,), {"b": 3})
        done.wait()
        lock = _thread.allocate_lock()
        return [seen, lock.acquire(), lock.locked(), isinstance(_thread.get_ident(), int)]
    """,
    "what time is it": """
        start, wall = time.monotonic(), time.time()
        time.sleep(0.01)
        return [
            time.monotonic() - start >= 0.01, time.time() - wall >= 0.01, said(time.sleep, -1),
            time.time_ns() > 10**18, time.perf_counter_ns() > 0,
            abs(time.mktime(time.localtime()) - time.time()) < 60, len(time.strftime("%Y")),
            time.localtime(0).tm_year in (1969, 1970), time.gmtime(0).tm_year, time.ctime(0)[-2:],
        ]
    """,
    "threads that each start the next one": """
        def start(left):
            if left:
                thread = threading.Thread(target=start, args=(left - 1,))
                thread.start()
                thread.join()
        start(240)
        return threading.active_count()
    """,
    "a hook for exceptions that raises one": """
        def fail(*args): raise ValueError(str(args[0].exc_value))
        seen = []
        sys.excepthook = lambda kind, error, trace: seen.append(str(error))
        threading.excepthook = fail
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()
        sys.excepthook = sys.__excepthook__
        return seen
    """,
    "an exception below threading": """
        seen, before = [], sys.unraisablehook
        def work(): raise ValueError(5)
        def note(told):
            told = told.exc_type, told.exc_value, told.exc_traceback, told.err_msg, told.object
            shown = told[3].split(" at ")[0], told[4] is work
            seen.extend([told[0].__name__, str(told[1]), told[2] is not None, *shown])
        sys.unraisablehook = note
        _thread.start_new_thread(work, ())
        while len(seen) < 5: time.sleep(0.001)
        sys.unraisablehook = before
        for wrong in ((5, ()), (work, []), (work, (), [])):
            seen.append(said(_thread.start_new_thread, *wrong).split(":")[0])
        return seen
    """,
    "what a thread kept to itself": """
        import weakref
        class Thing: pass
        mine, kept = threading.local(), []
        def keep():
            mine.thing = Thing()
            kept.append(weakref.ref(mine.thing))
        in_thread(keep)
        in_thread(lambda: hasattr(mine, "thing"))
        mine.own = Thing()
        kept.append(weakref.ref(mine.own))
        seen = [kept[0]() is None, kept[1]() is None]
        del mine
        return seen + [kept[1]() is None, said(delattr, threading.local(), "__dict__")[:14]]
    """,
    "a pool that is let go": """
        from concurrent import futures
        def use():
            pool = futures.ThreadPoolExecutor(2)
            return pool.submit(abs, -5).result(), list(pool._threads)
        result, threads = use()
        for thread in threads: thread.join()
        return [result, threading.active_count()]
    """,
    "how locks are made and shown": """
        lock, again = threading.Lock(), threading.RLock()
        seen = [type(lock).__name__, type(again).__name__, type(lock).__module__]
        seen += [said(threading.Lock, 1)[:9], said(type, "L", (type(lock),), {})[:9]]
        class Mine(type(again)):
            def __init__(self, a): super().__init__()
        with Mine(5) as _, again:
            seen += [again._release_save()[0], again._is_owned(), said(again._release_save)]
            again.acquire()
        return seen + [repr(lock).split(" at ")[0], repr(again).split(" at ")[0]]
    """,
    "names and numbers of threads": """
        thread = threading.Thread(target=lambda: None)
        named = threading.Thread(target=lambda: None, name="named", daemon=True)
        return [
            thread.name, named.name, named.daemon, threading.current_thread().name,
            threading.current_thread() is threading.main_thread(), len(threading.enumerate()),
            in_thread(lambda: threading.current_thread().name.split(" (")[0]),
        ]
    """,
}


def written(folder: Path, body: str) -> Path:
    file = folder / "program.py"
    file.write_text(HEAD + "def main():\n" + indent(dedent(body), "    ") + "\n")
    return file


def natively(file: Path) -> Any:
    """What main() gives in an interpreter of its own, without the engine."""
    code = "import runpy, sys; print(ascii(runpy.run_path(sys.argv[1])['main']()))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True
    )
    return ast.literal_eval(done.stdout)


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_sees_no_difference(name: str, tmp_path: Path) -> None:
    file = written(tmp_path, PROGRAMS[name])
    found = explore(f"{file}:main", schedules=8)
    assert [o.ending for o in found.outcomes if o.ending is not Ending.RETURNED] == []
    assert found.values == [natively(file)]


def test_the_clock_cannot_be_taken_away(tmp_path: Path) -> None:
    body = """
        def take(): del time.sleep
        def replace(): time.sleep = int
        return [said(take), said(replace)]
    """
    found = explore(f"{written(tmp_path, body)}:main", schedules=2)
    assert found.values == [
        [
            "AttributeError: time.sleep cannot be taken away",
            "AttributeError: time.sleep cannot be replaced",
        ]
    ]


def test_an_exception_below_threading_is_an_observation(tmp_path: Path) -> None:
    body = "_thread.start_new_thread(lambda: 1 / 0, ())\nthreading.Event().wait(1)\nreturn 5"
    (outcome,) = explore(f"{written(tmp_path, body)}:main", schedules=3).outcomes
    assert [failure.type for failure in outcome.failures] == ["ZeroDivisionError"]


EXITS = """
import atexit, threading, time
log = []
def main():
    def left():
        log.append("writer sees main %s" % threading.main_thread().is_alive())
        threading.main_thread().join()
        log.append("main has ended: %s" % threading.main_thread().is_alive())
    def refuse(): raise LookupError
    atexit.register(log.append, "never")
    atexit.unregister(log.append)
    atexit.register(lambda: print(log) if PRINTS else SEEN.append(list(log)))
    atexit.register(refuse)
    atexit.register(lambda text: log.append(text), text="exit function")
    threading.Thread(target=left).start()
    threading.Thread(target=lambda: time.sleep(60), daemon=True).start()
    time.sleep(0.05)
    log.append("main returns")
"""


def test_the_end_of_a_program_is_that_of_the_interpreter(tmp_path: Path) -> None:
    plain = tmp_path / "plain.py"
    plain.write_text("PRINTS = True\n" + EXITS + "main()\n")
    run = subprocess.run([sys.executable, plain], capture_output=True, text=True, check=True)
    expected = ast.literal_eval(run.stdout)
    assert expected[-1] == "exit function"
    seen: list[list[str]] = []
    program = tmp_path / "program.py"
    program.write_text("import builtins\nPRINTS, SEEN = False, builtins.seen_at_exit\n" + EXITS)
    builtins.seen_at_exit = seen  # type: ignore[attr-defined]
    try:
        found = explore(f"{program}:main", schedules=30)
    finally:
        del builtins.seen_at_exit  # type: ignore[attr-defined]
    assert not found.failing()
    assert expected in seen
    assert {log[-1] for log in seen} == {"exit function"}


def test_interrupting_the_main_thread_is_out_of_control(tmp_path: Path) -> None:
    found = explore(f"{written(tmp_path, '_thread.interrupt_main()')}:main", schedules=2)
    assert found.outcomes[0].ending is Ending.NOT_GRADABLE


@pytest.mark.parametrize(
    ("body", "headline"),
    [
        ("lock = threading.Lock()\nwith lock:\n    with lock: pass", "deadlock: no thread"),
        ("flag = threading.Event()\nwhile not flag.is_set(): pass", "the program never ends"),
        ("raise KeyError('x')", "the main thread raised an exception"),
        ("import os; os.fork()", "out of control: os.fork"),
        ("return 5", "main returned 5"),
    ],
)
def test_a_failure_is_a_story_in_plain_text(tmp_path: Path, body: str, headline: str) -> None:
    found = explore(f"{written(tmp_path, body)}:main", schedules=4)
    with pytest.raises(InterleavingFailure) as caught:
        found.check(lambda value: False)
    text = str(caught.value)
    assert text.startswith(headline)
    assert "schedule: " in text
    if headline.startswith("deadlock"):
        assert "holds lock since line" in text
        assert len(found.deadlocks) == 1


def a_method_s_neighbour() -> int:
    """Explored by itself."""
    return 5


def test_a_function_is_explored_where_its_source_is() -> None:
    assert explore(a_method_s_neighbour, schedules=2).values == [5]


@pytest.mark.parametrize(
    ("main", "told"),
    [
        ("program.py", "expected"),
        (":main", "expected"),
        ("nowhere.py:main", "no such file"),
        (Path.exists, "not a top-level function"),
    ],
)
def test_what_cannot_be_explored_is_told(main: object, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        explore(main)  # type: ignore[arg-type]


def test_what_a_program_adds_to_a_library_is_gone_in_the_next_schedule(tmp_path: Path) -> None:
    body = """
        before = hasattr(threading, "extra")
        threading.extra = 1
        in_thread(int)
        return before
    """
    found = explore(f"{written(tmp_path, body)}:main", schedules=8)
    assert found.tally.schedules > 1
    assert found.values == [False]


def test_a_reentrant_lock_says_if_it_is_locked(tmp_path: Path) -> None:
    body = "lock = threading.RLock()\nwith lock: return [lock.locked(), in_thread(lock.locked)]"
    assert explore(f"{written(tmp_path, body)}:main", schedules=4).values == [[True, True]]


def test_a_machine_has_room_for_so_many_threads_only(tmp_path: Path) -> None:
    body = """
        def start():
            while True:
                threading.Thread(target=threading.Event().wait, daemon=True).start()
        return said(start)
    """
    found = explore(f"{written(tmp_path, body)}:main", schedules=1, seconds=60)
    assert found.values == ["RuntimeError: can't start new thread"]


def test_a_thread_out_of_control_is_told_as_the_main_one_is(tmp_path: Path) -> None:
    body = "import os\nin_thread(os.fork)"
    found = explore(f"{written(tmp_path, body)}:main", schedules=2)
    assert [(o.ending, o.reason) for o in found.outcomes] == [(Ending.NOT_GRADABLE, "os.fork")]


def test_threads_that_tidy_up_when_a_deadlock_is_left_do_no_harm(tmp_path: Path) -> None:
    body = """
        ready, lock = threading.Condition(), threading.Lock()
        def wait():
            try:
                with ready: ready.wait()
            finally:
                ready.notify_all()
                lock.acquire()
                ready.wait()
        for _ in range(2): threading.Thread(target=wait).start()
        threading.Event().wait()
    """
    (outcome,) = explore(f"{written(tmp_path, body)}:main", schedules=4).outcomes
    assert outcome.ending is Ending.DEADLOCK


RACES = {
    "a global": ("n = 0\ndef step():\n    global n\n    n = n + 1", "n", "n"),
    "an item of a dictionary": ("d = {'n': 0}\ndef step(): d['n'] += 1", "d['n']", "d['n']"),
    "an item of a list": ("d = [0]\ndef step(): d[0] += 1", "d[0]", "d[0]"),
    "an attribute of a class": ("class C: n = 0\ndef step(): C.n += 1", "C.n", "C.n"),
}


@pytest.mark.parametrize("name", RACES)
def test_a_lost_update_is_told_with_its_values_wherever_it_lies(name: str, tmp_path: Path) -> None:
    source, result, target = RACES[name]
    body = f"""
        threads = [threading.Thread(target=step) for _ in range(2)]
        for t in threads: t.start()
        for t in threads: t.join()
        return {result}
    """
    file = written(tmp_path, body)
    file.write_text(source + "\n" + file.read_text())
    found = explore(f"{file}:main", schedules=100)
    assert sorted(found.values) == [1, 2]
    (lost,) = found.failing(lambda value: value == 2)
    story = found.story(lost)
    assert (story.conflict, story.conflict_target, story.conflict_value) == (
        "lost_update",
        target,
        "0",
    )


def test_an_exception_whose_text_cannot_be_had_is_told_without_it(tmp_path: Path) -> None:
    body = """
        class Odd(Exception):
            def __str__(self): return 5
        def fail(): raise Odd
        threading.Thread(target=fail).start()
    """
    (outcome,) = explore(f"{written(tmp_path, body)}:main", schedules=4).outcomes
    assert [(failure.type, failure.text) for failure in outcome.failures] == [("Odd", "")]
