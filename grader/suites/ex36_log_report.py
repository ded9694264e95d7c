"""Log report: what an answer to ex36 has to keep."""

from __future__ import annotations

import multiprocessing
import signal
from ast import literal_eval
from collections import Counter
from itertools import chain
from typing import Any

from grader.check import N_, Kind, _, check, expect, same
from grader.gate import Cost, Item
from grader.lab import Lab, Send
from grader.lab.demands import at_most, expect_no_child_left
from grader.lab.run import Run
from grader.lab.scenes import Gauge, threads_left

WORKERS, LEAST = 4, 0.7
FETCH, READ = Cost(3.0, on_core=False), Cost(4.0)
"""Sequential fetching gives a speedup of 2.1 at the most; right answers reach 4, in whatever order
calls arrive."""
NAMES = tuple(f"source-{k}" for k in range(24))
LEVELS = ("INFO", "WARNING", "ERROR", "DEBUG")


def log_of(code: str) -> Any:
    """A log whose reading evaluates `code`: made of what every process can import."""
    from functools import partial
    from types import SimpleNamespace

    return SimpleNamespace(read=partial(eval, code, {}))


def reported(answer: Any, fetches: dict[str, str], reads: dict[str, str], workers: int) -> Any:
    """Where to fetch and to read means to evaluate what is given: [[counts, errors], calls of
    progress, the most of them at once, threads left]. The first of these calls sets `told`."""
    import threading
    import time

    calls: list[Any] = []
    gauge, told, result = Gauge(), threading.Event(), []

    def fetch(source: str) -> Any:
        eval(fetches.get(source, "None"), {"told": told})
        return log_of(reads[source])

    def progress(done: int, total: int) -> None:
        with gauge:
            calls.append([done, total])
            told.set()
            time.sleep(0.05)

    left = threads_left(lambda: result.extend(answer.report(list(reads), fetch, workers, progress)))
    # The thread behind a multiprocessing.Queue belongs to the library.
    left = [name for name in left if not name.startswith("QueueFeederThread")]
    return [[dict(result[0]), result[1]], calls, gauge.most, left]


def logs(lab: Lab, n: int) -> tuple[dict[str, str], dict[str, int]]:
    """What to evaluate for the texts of n logs, by source, and the right counts."""
    levels = [lab.rng.choices(LEVELS, k=lab.rng.randrange(5, 15)) for _source in range(n)]
    texts = [repr("\n".join(f"{level} event" for level in log)) for log in levels]
    return dict(zip(NAMES, texts, strict=False)), dict(Counter(chain(*levels)))


def run_reported(lab: Lab, reads: dict[str, str], method: str | None = None, **fetches: str) -> Run:
    return lab.run(reported, fetches, reads, 2, deadline=20.0, start_method=method)


@check(1, N_("the levels of all logs are counted"))
def levels_are_counted(lab: Lab) -> None:
    reads, counts = logs(lab, 5)
    run = run_reported(lab, {**reads, "empty": "''"})
    same(run.value[0], [counts, {}], _("the counts and the errors of six sources"))
    same(run_reported(lab, {}).value[0], [{}, {}], _("the counts and the errors of no sources"))


@check(2, N_("a broken source is reported, and sinks nobody else"))
def a_broken_source_sinks_nobody(lab: Lab) -> None:
    good, counts = logs(lab, 5)
    reads = {"silent": "''", **good, "damaged": "[][7]", "deaf": "''"}
    errors = {
        "silent": "KeyError: 'host'",
        "damaged": "IndexError: list index out of range",
        "deaf": "ZeroDivisionError: integer division or modulo by zero",
    }
    run = run_reported(lab, reads, silent="{}['host']", deaf="1 // 0")
    (found, wrong), calls, *_others = run.value
    same(wrong, errors, _("the errors, when two sources cannot be fetched and one cannot be read"))
    same(found, counts, _("the counts of the five others"))
    same(len(calls), len(reads), _("the calls of progress for eight sources, three of them broken"))


@check(2, N_("progress is told in order, one call at a time, on the way"))
def progress_is_told(lab: Lab) -> None:
    reads, _counts = logs(lab, 8)
    # The last source answers when it has been told that another one is finished.
    late = {NAMES[7]: "told.wait(12) or 1 // 0"}
    result, calls, most, _left = run_reported(lab, reads, **late).value
    same(calls, [[k, 8] for k in range(1, 9)], _("the calls of progress for eight sources"))
    same(most, 1, _("the most calls of progress at the same time"))
    said = _("One source answers late, and until then nothing was told of the seven others.")
    expect(not result[1], Kind.WRONG_RESULT, said)


@check(1, N_("children read the logs, whichever way they are started"))
def children_read_the_logs(lab: Lab) -> None:
    pid = "f\"{__import__('os').getpid()} read this\""
    for method in multiprocessing.get_all_start_methods():
        run = run_reported(lab, dict.fromkeys(NAMES[:4], pid), method)
        pids = run.value[0][0]
        same(sum(pids.values()), 4, _("the lines in four logs of one line"))
        mine = pids.get(str(run.evidence.pid), 0)
        same(mine, 0, _("how many of them the main process read"), Kind.NOT_PROCESSES)


def fetched_meanwhile(answer: Any, names: list[str], workers: int, limit: int) -> int:
    """How many fetches have begun when none has begun for a while, and no log can be read."""
    import threading
    import time
    from pathlib import Path

    there = "__import__('pathlib').Path('go').exists"
    wait = f"[__import__('time').sleep(0.01) for _ in iter({there}, True)]"
    begun, before = [], []

    def fetch(source: str) -> Any:
        begun.append(time.monotonic())
        return log_of(f"{wait} and '' or ''")

    def let_them_read() -> None:
        while not begun or (len(begun) <= limit and time.monotonic() - begun[-1] < 1.5):
            time.sleep(0.01)
        before.append(len(begun))
        Path("go").touch()

    watcher = threading.Thread(target=let_them_read, daemon=True)
    watcher.start()
    answer.report(names, fetch, workers, lambda done, total: None)
    watcher.join()
    return int(before[0])


@check(2, N_("when reading comes to a halt, so does fetching"))
def fetching_is_bounded(lab: Lab) -> None:
    begun = lab.run(fetched_meanwhile, list(NAMES), 2, 8, deadline=20.0).value
    what = _("With 2 workers and no log read yet, the sources fetched, of {n}").format(n=len(NAMES))
    demand = at_most(8, what)
    expect(demand["holds"](begun), demand["kind"], demand["otherwise"](begun))


def at_the_gate(answer: Any, work: Any, names: list[str], workers: int) -> Any:
    def fetch(source: str) -> Any:
        work("fetch", source)
        return work.at("read", source)

    counts, errors = answer.report(names, fetch, workers, lambda done, total: None)
    return [dict(counts), errors]


@check(3, N_("fetching overlaps, and four workers share the reading"))
def fetching_and_reading_overlap(lab: Lab) -> None:
    reads, counts = logs(lab, 3 * WORKERS)
    items = {("read", source): Item(literal_eval(text), READ) for source, text in reads.items()}
    items |= {("fetch", source): Item(None, FETCH) for source in reads}
    how = {"items": items, "workers": WORKERS, "efficiency": LEAST}
    run = lab.gate(at_the_gate, list(reads), WORKERS, **how)
    same(run.value, [counts, {}], _("the counts and the errors"))


@check(1, N_("no thread and no child process is left"))
def nothing_is_left(lab: Lab) -> None:
    run = run_reported(lab, logs(lab, 4)[0], **{NAMES[1]: "1 // 0"})
    expect_no_child_left(run.evidence, _("When report had returned"))
    same(run.value[3], [], _("the threads that are left"), Kind.LEAKED_THREAD)


@check(2, N_("Ctrl-C in the middle ends the script, and leaves nothing behind"))
def ctrl_c_ends_the_script(lab: Lab) -> None:
    run = lab.script("4000", signals=[Send(signal.SIGINT, after="3 of 4000")], deadline=20.0)
    same(run.last_line[:11], "Interrupted", _("how the last line begins after Ctrl-C"))
    same(run.status, 130, _("the exit status after Ctrl-C"))
