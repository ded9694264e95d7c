"""Shared value: what an answer to ex30 has to keep."""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Callable
from typing import Any

from grader.check import N_, Kind, Rejected, _, check, expect, same
from grader.lab import Lab
from grader.lab.demands import gives
from grader.lab.scenes import children_left, is_manager, start_method_of, starting_with

USUAL = multiprocessing.get_all_start_methods()[0]


def counts(answer: Any, calls: list[list[int]]) -> list[Any]:
    return [answer.count_hits(n, workers) for n, workers in calls]


def counts_with_narrow_pipes(answer: Any, n: int, workers: int) -> Any:
    """The same where a pipe holds a page and no more, as if there were many more hits."""
    import contextlib
    import os

    wide = os.pipe

    def narrow() -> tuple[int, int]:
        ends = wide()
        with contextlib.suppress(ImportError, AttributeError, OSError):  # not on every platform
            import fcntl

            fcntl.fcntl(ends[1], fcntl.F_SETPIPE_SZ, 1)
        return ends

    os.pipe = narrow
    try:
        return answer.count_hits(n, workers)
    finally:
        os.pipe = wide


def expect_counts(lab: Lab, calls: list[list[int]], method: str = USUAL) -> None:
    """Whether all `calls` give n. Their processes go on one after the other, so that an answer that
    loses hits loses none of these: that is told by the check which puts its steps in order."""
    found = lab.interleave(counts, calls, schedules=1, start_method=method).values[0]
    for (n, workers), got in zip(calls, found, strict=True):
        call = f"count_hits({n}, {workers})"
        same(got, n, _("{call}, start method: {method}").format(call=call, method=method))


@check(2, N_("all hits are counted, also when they cannot be shared out evenly"))
def all_hits_are_counted(lab: Lab) -> None:
    expect_counts(lab, [[lab.rng.choice([7, 10]), 3], [lab.rng.randrange(3, 6), 1], [8, 2]])


@check(1, N_("fewer hits than workers, and no hits at all, are fine"))
def few_hits_or_none(lab: Lab) -> None:
    expect_counts(lab, [[2, 5], [0, 2]])


@check(1, N_("a second call starts afresh"))
def a_second_call_starts_afresh(lab: Lab) -> None:
    n = lab.rng.randrange(3, 9)
    expect_counts(lab, [[n, 2], [n, 2]])


def idle_children(answer: Any, n: int, workers: int) -> Any:
    """What count_hits gives when its child processes start, and end without doing anything."""
    import os

    idle = []

    def start_idle(child: Any, start: Callable[..., None]) -> None:
        idle.append(child)
        if len(idle) > 20:
            raise OSError("no more processes")  # a pool would replace its own for ever
        child.run = os.getpid
        start(child)

    return starting_with(start_idle, lambda: answer.count_hits(n, workers))


@check(2, N_("it is the child processes that count"))
def the_children_count(lab: Lab) -> None:
    n = lab.rng.randrange(5, 20)
    got = None
    # An exception, or waiting in vain for the children, shows as well that it needs them.
    with contextlib.suppress(Rejected):
        got = lab.interleave(idle_children, n, 2, schedules=1).values[0]
    sentence = _(
        "The child processes were kept from doing anything, and count_hits({n}, 2) still returned "
        "{n}. So it was not they who counted."
    )
    expect(got != n, Kind.NOT_PROCESSES, sentence.format(n=n))


def processes_of(answer: Any, n: int, workers: int) -> dict[str, Any]:
    """How many child processes count_hits starts, a manager's left out; whether it decides that by
    itself (a pool that does not fork starts its processes one by one, if it needs them); and
    whether it starts one only when those before have ended."""
    ways, alone = [], []
    children: list[Any] = []

    def note(child: Any, start: Callable[..., None]) -> None:
        ways.append(start_method_of(child))
        if not is_manager(child):
            # Nobody who lets the children count together knows by now that one has ended.
            popens = [earlier._popen for earlier in children]
            alone.append(all(popen is None or popen.returncode is not None for popen in popens))
            children.append(child)
        start(child)

    starting_with(note, lambda: answer.count_hits(n, workers))
    apart = len(alone) > 1 and all(alone)
    return {"started": len(children), "forked": set(ways) <= {"fork"}, "apart": apart}


@check(2, N_("workers processes take part at the same time, not one for all or one for each hit"))
def workers_processes_take_part(lab: Lab) -> None:
    sentence = _("count_hits({hits}, {workers}) started {n} child process(es).")
    for workers in (2, lab.rng.randrange(4, 7)):
        hits = 12 * workers + 1  # not to be shared out evenly
        run = lab.run(processes_of, hits, workers, deadline=30.0).value
        least = workers if run["forked"] else min(2, workers // 2)
        good = least <= run["started"] <= workers
        summary = sentence.format(hits=hits, workers=workers, n=run["started"])
        expect(good, Kind.NOT_PROCESSES, summary)
        expect(
            not run["apart"],
            Kind.NOT_PARALLEL,
            _("No child process was started before the one before it had ended."),
        )


def expect_no_hit_lost(lab: Lab, method: str, schedules: int) -> None:
    what = _("count_hits(2, 2), start method: {method}").format(method=method)
    demand = gives([2], what)
    lab.interleave(counts, [[2, 2]], **demand, schedules=schedules, start_method=method)


@check(3, N_("no hit is lost, in whatever order the processes go on"))
def no_hit_is_lost(lab: Lab) -> None:
    sentence = _(
        "{module} shares single bytes, and the grader cannot put in order what processes do to "
        "them. Use a Value, an Array, a manager, a queue, a pipe, or the results of a pool."
    )
    for module, line in lab.submission.imports.items():
        good = module not in ("mmap", "multiprocessing.shared_memory")
        summary, file = sentence.format(module=module), lab.submission.file
        expect(good, Kind.NOT_GRADABLE, summary, file=file, line=line)
    expect_no_hit_lost(lab, USUAL, 16)
    n = 600
    got = lab.run(counts_with_narrow_pipes, n, 4, deadline=20.0).value
    same(got, n, f"count_hits({n}, 4)")


@check(2, N_("it works whichever way processes are started: fork, spawn, forkserver"))
def works_with_every_start_method(lab: Lab) -> None:
    for method in multiprocessing.get_all_start_methods():
        expect_counts(lab, [[5, 2]], method)
    # Where children start afresh, what looks like one lock may be several. The first few orders
    # show that; what needs a longer search has been searched for above.
    expect_no_hit_lost(lab, "spawn", 3)


def left_by(answer: Any, n: int, workers: int) -> dict[str, list[str]]:
    """The processes left by count_hits, and what it does to one that the caller has started."""
    import multiprocessing
    import time

    own: Any = multiprocessing.Process(target=time.sleep, args=(3600,), daemon=True)
    own.start()
    done: list[str] = []
    for way in ("join", "terminate", "kill", "close"):
        setattr(own, way, lambda *_, way=way, **__: done.append(way))
    left = children_left(lambda: answer.count_hits(n, workers), answer)
    for way in ("join", "terminate", "kill", "close"):
        delattr(own, way)
    own.kill()
    own.join()
    return {"left": [name for name in left if name != own.name], "done": done}


@check(1, N_("no process is left when it returns"))
def no_process_is_left(lab: Lab) -> None:
    run = lab.run(left_by, 6, 2, deadline=30.0).value
    sentence = _("count_hits has returned, and these processes that it started still run: {names}.")
    names = ", ".join(run["left"])
    expect(not names, Kind.LEAKED_PROCESS, sentence.format(names=names))
    sentence = _("count_hits has called {way}() of a child process that it had not started.")
    ways = "(), ".join(dict.fromkeys(run["done"]))
    expect(not ways, Kind.WRONG_RESULT, sentence.format(way=ways))
