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

from grader.check import N_, Kind, _, check, expect, same
from grader.harmless import clipped
from grader.lab import Lab, Run

DEFAULT = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
"""What goes wrong here is fork's, so fork is the default where there is one."""
STUCK = 99
"""The exit code of a worker that would otherwise wait for ever."""


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


def amid_threads(call: Callable[[], Any]) -> Any:
    """What `call()` gives while another thread holds the lock of standard output."""
    stream, held, over = Stream(), threading.Event(), threading.Event()

    def hold() -> None:
        with stream.lock:
            held.set()
            over.wait()

    thread = threading.Thread(target=hold, name="printer")
    thread.start()
    held.wait()
    try:
        with contextlib.redirect_stdout(stream):
            return call()
    finally:
        over.set()


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


def returns_before_the_end(answer: Any) -> Any:
    """The exit code of a worker that cannot print, and so cannot end, until start_worker returns:
    its standard output is a full pipe, which is emptied only then. And the time limits with which
    the answer's own code has joined a process meanwhile, but for those of who only looks."""
    import sys
    from multiprocessing import process

    base: Any = process.BaseProcess
    join, limits = base.join, []

    def note(child: Any, timeout: float | None = None) -> None:
        answers = sys._getframe(1).f_code.co_filename == answer.__file__
        if answers and (timeout is None or timeout > 0):
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
            worker = answer.start_worker()
    finally:
        base.join = join
        os.dup2(stdout, 1)

    def drain() -> None:
        while os.read(reader, 65536):
            pass

    threading.Thread(target=drain, daemon=True).start()
    worker.join()
    return [worker.exitcode, limits]


def times_forked(answer: Any) -> Any:
    """How often this process is forked while a worker is started."""
    traces = Path("traces").absolute()
    traces.mkdir()
    os.register_at_fork(after_in_child=lambda: (traces / str(os.getpid())).touch())
    exit_code(answer)
    return len(list(traces.iterdir()))


def several(answer: Any) -> Any:
    """Two workers at once, the second one started by another thread: their pids and exit codes."""
    workers = [answer.start_worker()]
    thread = threading.Thread(target=lambda: workers.append(answer.start_worker()))
    thread.start()
    thread.join()
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
        _('{where}, how often a worker printed "worker: done"').format(where=where),
    )


@check(2, N_("the worker does its work, and ends with exit code 0"))
def the_worker_works(lab: Lab) -> None:
    run = lab.run(exit_code, start_method=DEFAULT, deadline=8.0)
    expect_work(run, run.value, _("A program without threads"))


@check(1, N_("start_worker returns without waiting for the worker"))
def does_not_wait(lab: Lab) -> None:
    run = lab.run(returns_before_the_end, start_method=DEFAULT, deadline=8.0)
    code, limits = run.value
    same(code, 0, _("The exit code of a worker that takes longer than start_worker"))
    same(limits, [], _("the time limits with which start_worker waited in join"))


@check(4, N_("a lock that another thread holds does not stop the worker"))
def no_lock_comes_along(lab: Lab) -> None:
    run = lab.run(exit_code_amid_threads, start_method=DEFAULT, deadline=8.0)
    expect_work(run, run.value[0], _("Another thread holds a lock"))


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
        code, defaults = run.value
        expect_work(run, code, _("With {method} as the default").format(method=method))
        for default in defaults:
            same(default, method, _("the default start method, which others rely on"))


@check(1, N_("it may be called again, and from any thread"))
def may_be_called_again(lab: Lab) -> None:
    run = lab.run(several, start_method=DEFAULT, deadline=8.0)
    same(run.value, [2, [0, 0]], _("the number of workers after two calls, and their exit codes"))
    expect_work(run, 0, _("Two workers"), times=2)


@check(1, N_("the module may be imported in a program that has threads already"))
def may_be_imported_late(lab: Lab) -> None:
    run = lab.run(imported_amid_threads, start_method=DEFAULT, deadline=8.0)
    expect_work(run, run.value, _("Imported while another thread holds a lock"))


@check(1, N_("the file works as a script"))
def runs_as_a_script(lab: Lab) -> None:
    run = lab.script(deadline=60.0)
    expect(
        run.status == 0 and "worker: done" in run.stdout,
        Kind.WRONG_RESULT,
        _('As a script it should print "worker: done" and end with exit status 0.'),
        detail=clipped("\n".join(run.stderr.splitlines()[-12:]), 1500),
    )
