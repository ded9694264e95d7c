"""Fork and threads: what an answer to ex34 has to keep."""

from __future__ import annotations

import contextlib
import importlib
import io
import multiprocessing
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader.check import N_, Kind, _, check, expect, reject, same
from grader.harmless import clipped
from grader.lab import Lab, Run

DEFAULT = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
"""What goes wrong here is fork's, so fork is the default where there is one."""
STUCK = 99
"""The exit code of a worker that would otherwise wait for ever."""
CHOOSES_LATE = """
import multiprocessing
import forky

if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
"""
"""A program that chooses once its imports are done. It cannot if one of them asked for the default:
to ask for it settles it."""
FROM_ELSEWHERE = """
import os, subprocess, sys

os.mkdir("elsewhere")
sys.exit(subprocess.call([sys.executable, os.path.abspath("forky.py")], cwd="elsewhere"))
"""
"""Starts the script from another folder than its own, as the README does."""


class Stream:
    """Standard output behind a lock, as a library may have it.

    The program itself does not wait for the lock, for there it is going to be released, and what
    it prints is dropped. In a copy of the program it is held for ever, so the copy may as well end.
    """

    def __init__(self) -> None:
        self.home = os.getpid()
        self.lock = threading.Lock()

    def write(self, text: str) -> int:
        if os.getpid() != self.home and self.lock.locked():
            os._exit(STUCK)
        return len(text)

    def flush(self) -> None:
        self.write("")


def while_held(lock: Any, call: Callable[[], Any], enough: Callable[[], bool] | None = None) -> Any:
    """What `call()` gives while another thread holds `lock`: until the call is over, or before
    when that is `enough`."""
    held, over = threading.Event(), threading.Event()

    def hold() -> None:
        with lock:
            held.set()
            while not over.wait(enough and 0.01) and not (enough and enough()):
                pass

    threading.Thread(target=hold, name="printer").start()
    held.wait()
    try:
        return call()
    finally:
        over.set()


def amid_threads(call: Callable[[], Any]) -> Any:
    """What `call()` gives while another thread holds the lock of standard output."""
    stream = Stream()

    def call_there() -> Any:
        with contextlib.redirect_stdout(stream):
            return call()

    return while_held(stream.lock, call_there)


def exit_code(answer: Any) -> Any:
    worker = answer.start_worker()
    worker.join()
    return worker.exitcode


def exit_code_amid_threads(answer: Any) -> Any:
    """The exit code, and the default start methods before, during and after."""
    from multiprocessing import process

    base: Any = process.BaseProcess
    start, seen = base.start, [multiprocessing.get_start_method()]

    def note(child: Any) -> None:
        seen.append(multiprocessing.get_start_method())
        start(child)

    base.start = note
    try:
        code = amid_threads(lambda: exit_code(answer))
    finally:
        base.start = start
    return [code, [*seen, multiprocessing.get_start_method()]]


def exit_code_amid_its_own(answer: Any) -> Any:
    """The exit code of a worker that begins while another thread holds the lock of the module.

    That is let go as soon as the worker has printed its line: start_worker may log something when
    it has started the worker.
    """
    lock = getattr(answer, "_lock", None)

    def printed() -> bool:
        return b"worker: done" in os.pread(1, 65536, 0)

    lock = lock if hasattr(lock, "__enter__") else contextlib.nullcontext()
    return while_held(lock, lambda: exit_code(answer), enough=printed)


def returns_before_the_end(answer: Any) -> Any:
    """The exit codes of two workers that cannot print, and so cannot end, until start_worker has
    returned twice: their standard output is a full pipe, which is emptied only then. And the time
    limits with which start_worker has joined a process, but for those of who only looks."""
    import sys
    from multiprocessing import process

    base: Any = process.BaseProcess
    join, limits, caller = base.join, [], threading.current_thread()

    def note(child: Any, timeout: float | None = None) -> None:
        answers = sys._getframe(1).f_code.co_filename == answer.__file__
        if answers and threading.current_thread() is caller and (timeout is None or timeout > 0):
            limits.append(timeout)
        join(child, timeout)

    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(writer, bytes(4096))
    os.set_blocking(writer, True)
    stdout = os.dup(1)
    os.dup2(writer, 1)
    base.join = note
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # What start_worker prints is not held up.
            workers = [answer.start_worker(), answer.start_worker()]
    finally:
        base.join = join
        os.dup2(stdout, 1)

    def drain() -> None:
        while os.read(reader, 65536):
            pass

    threading.Thread(target=drain, daemon=True).start()
    for worker in workers:
        worker.join()
    return [[worker.exitcode for worker in workers], limits]


def times_forked(answer: Any) -> Any:
    """How often this process is forked while a worker is started."""
    traces = Path("traces").absolute()
    traces.mkdir()
    os.register_at_fork(after_in_child=lambda: (traces / str(os.getpid())).touch())
    exit_code(answer)
    return len(list(traces.iterdir()))


def several(answer: Any) -> Any:
    """Two workers at once, the second one started by another thread: their pids and exit codes."""
    from concurrent.futures import ThreadPoolExecutor

    workers = [answer.start_worker()]
    with ThreadPoolExecutor(1) as thread:  # What is raised in the thread comes out of result.
        workers.append(thread.submit(answer.start_worker).result())
    pids = [worker.pid for worker in workers]
    for worker in workers:
        worker.join()
    return [len(set(pids)), [worker.exitcode for worker in workers]]


def imported_amid_threads(answer: Any) -> Any:
    """The exit code of a worker of the module when this has been executed anew."""
    return amid_threads(lambda: exit_code(importlib.reload(answer)))


def expect_work(run: Run, code: Any, where: str, times: int = 1) -> None:
    """The worker has ended well, and has printed that it is done."""
    expect(
        code != STUCK,
        Kind.DEADLOCK,
        _(
            "{where}: the worker waits for ever, in print. It is a copy of the program, in which "
            "the lock is held, but the thread that would release it does not exist."
        ).format(where=where),
    )
    same(code, 0, _("{where}, the exit code of the worker").format(where=where))
    same(
        run.stdout.count("worker: done"),
        times,
        _('{where}, how often "worker: done" was printed').format(where=where),
    )


@check(2, N_("the worker does its work, and ends with exit code 0"))
def the_worker_works(lab: Lab) -> None:
    run = lab.run(exit_code, start_method=DEFAULT, deadline=8.0)
    expect_work(run, run.value, _("In a program without threads"))


@check(1, N_("start_worker returns without waiting for the worker"))
def does_not_wait(lab: Lab) -> None:
    run = lab.run(returns_before_the_end, start_method=DEFAULT, deadline=8.0)
    codes, limits = run.value
    same(codes, [0, 0], _("the exit codes of two workers that take longer than start_worker"))
    if limits:
        reject(
            Kind.WRONG_RESULT,
            _("start_worker has called join, without a time limit.")
            if limits[0] is None
            else _("start_worker has called join, with a time limit of {seconds} s.").format(
                seconds=limits[0]
            ),
        )


@check(4, N_("a lock that another thread holds does not stop the worker"))
def no_lock_comes_along(lab: Lab) -> None:
    run = lab.run(exit_code_amid_threads, start_method=DEFAULT, deadline=8.0)
    expect_work(run, run.value[0], _("While another thread holds a lock"))
    run = lab.run(exit_code_amid_its_own, start_method=DEFAULT, deadline=8.0)
    expect_work(run, run.value, _("While another thread holds the lock of forky.py"))


@check(2, N_("the worker is no copy of the program"))
def worker_is_no_copy(lab: Lab) -> None:
    expect(
        lab.run(times_forked, start_method=DEFAULT, deadline=8.0).value == 0,
        Kind.DEADLOCK,
        _(
            "The worker is a fork of the program. That goes well until a thread holds a lock at "
            "that moment which the worker needs: in the copy nobody is left to release it."
        ),
    )


@check(3, N_("it works whatever the default start method is, and leaves that as it is"))
def works_whatever_the_default(lab: Lab) -> None:
    for method in multiprocessing.get_all_start_methods():
        run = lab.run(exit_code_amid_threads, start_method=method, deadline=8.0)
        code, (before, *meanwhile, after) = run.value
        expect_work(run, code, _("With {method} as the default").format(method=method))
        same(before, method, _("the default start method after the module was imported"))
        for default in meanwhile:
            same(default, method, _("the default start method while start_worker runs"))
        same(after, method, _("the default start method after start_worker"))
    late = lab.script(program=CHOOSES_LATE, deadline=8.0)
    expect(
        late.status == 0,
        Kind.WRONG_RESULT,
        _("A program imports the module, and then chooses its start method: it should not fail."),
        detail=clipped("\n".join(late.stderr.splitlines()[-6:]), 1500),
    )


@check(1, N_("it may be called again, and from any thread"))
def may_be_called_again(lab: Lab) -> None:
    run = lab.run(several, start_method=DEFAULT, deadline=8.0)
    same(run.value, [2, [0, 0]], _("the number of workers after two calls, and their exit codes"))
    expect_work(run, 0, _("With two workers"), times=2)


@check(1, N_("the module may be imported in a program that has threads already"))
def may_be_imported_late(lab: Lab) -> None:
    run = lab.run(imported_amid_threads, start_method=DEFAULT, deadline=8.0)
    expect_work(run, run.value, _("Imported while another thread holds a lock"))


@check(1, N_("the file works as a script"))
def runs_as_a_script(lab: Lab) -> None:
    run = lab.script(program=FROM_ELSEWHERE, deadline=60.0)
    expect(
        run.status == 0 and "worker: done" in run.stdout,
        Kind.WRONG_RESULT,
        _(
            "As a script, started from another folder than its own, it should print "
            '"worker: done" and end with exit status 0.'
        ),
        detail=clipped("\n".join(run.stderr.splitlines()[-12:]), 1500),
    )
