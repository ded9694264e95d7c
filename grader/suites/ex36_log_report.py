"""Log report: what an answer to ex36 has to keep.

A log whose reading is no work for the gate is made of functions of the standard library, so that
every process can import it.
"""

from __future__ import annotations

import multiprocessing
import signal
import string
from collections import Counter
from itertools import chain
from typing import Any

from grader.check import N_, Kind, _, check, expect, ngettext, reject, same
from grader.gate import Cost, Item
from grader.lab import Lab, Send
from grader.lab.demands import expect_no_child_left, none_left
from grader.lab.run import Run
from grader.lab.scenes import Gauge, threads_left

WORKERS = 4
LEAST = 0.7
"""The efficiency asked for: speedup / workers, in virtual time."""
FETCH, READ = Cost(3.0, on_core=False), Cost(4.0)
"""Sequential fetching, with everything else right, would give a speedup of 2.1 at the most; all
right answers reach 4, in whatever order calls arrive."""
NAMES = tuple(f"source-{k}" for k in range(24))
LEVELS = ("INFO", "WARNING", "ERROR", "DEBUG")


def log_of(code: str) -> Any:
    """A log whose reading evaluates `code`."""
    from functools import partial
    from types import SimpleNamespace

    return SimpleNamespace(read=partial(eval, code, {}))


def refuse() -> None:
    """Raise what no list of the types that are usual has in it.

    Nobody needs to send to another process what a fetch has raised. Who does it all the same gets
    an exception of the same name there.
    """

    class Refused(Exception):
        def __reduce__(self) -> Any:
            return eval, (f"type('Refused', (Exception,), {{}})({str(self)!r})",)

    raise Refused("come back tomorrow")


def without_feeders(threads: list[str]) -> list[str]:
    """The thread behind a multiprocessing.Queue belongs to the library."""
    return [name for name in threads if not name.startswith("QueueFeederThread")]


def reported(answer: Any, fetches: dict[str, str], reads: dict[str, str], workers: int) -> Any:
    """What report gives when to fetch and to read means to evaluate what is given there.

    `told` in a fetch is set by the first call of progress. Each call of read leaves a mark in the
    file of its source; `early` has the calls of progress that told of more sources than have one.
    """
    import threading
    import time
    from pathlib import Path

    calls: list[Any] = []
    early: list[Any] = []
    fetched: list[str] = []
    gauge, told, result = Gauge(), threading.Event(), []
    marks = {source: Path(f"read-{source}").absolute() for source in reads}

    def fetch(source: str) -> Any:
        fetched.append(source)
        eval(fetches.get(source, "None"), {"told": told, "refuse": refuse})
        return log_of(f"(open({str(marks[source])!r}, 'a').write('x'), {reads[source]})[1]")

    def progress(done: int, total: int) -> None:
        with gauge:
            calls.append([done, total])
            begun = sum(mark.exists() for mark in marks.values())
            if done > begun:
                early.append([done, begun])
            told.set()
            time.sleep(0.01)

    left = threads_left(lambda: result.extend(answer.report(list(reads), fetch, workers, progress)))
    return {
        "result": [dict(result[0]), result[1]],
        "is_counter": isinstance(result[0], Counter),
        "calls": calls,
        "most": gauge.most,
        "early": early,
        "fetched": len(fetched),
        "reads": {source: mark.stat().st_size for source, mark in marks.items() if mark.exists()},
        "left": without_feeders(left),
    }


def logs(lab: Lab, n: int) -> tuple[dict[str, str], dict[str, int]]:
    """The texts of n logs by source, and the right counts."""
    levels = [lab.rng.choices(LEVELS, k=lab.rng.randrange(5, 15)) for _source in range(n)]
    texts = ["\n".join(f"{level} event" for level in log) for log in levels]
    return dict(zip(NAMES, texts, strict=False)), dict(Counter(chain(*levels)))


def run_reported(lab: Lab, reads: dict[str, str], method: str | None = None, **fetches: str) -> Run:
    return lab.run(reported, fetches, reads, 2, deadline=8.0, start_method=method)


def quoted(texts: dict[str, str]) -> dict[str, str]:
    return {source: repr(text) for source, text in texts.items()}


@check(1, N_("the levels of all logs are counted"))
def levels_are_counted(lab: Lab) -> None:
    texts, counts = logs(lab, 4)
    # A level that nobody knows before, and white space that is not one blank.
    odd = "".join(lab.rng.sample(string.ascii_lowercase, 6))
    texts |= {"odd": f"{odd}\tevent\n{odd}  event", "empty": ""}
    counts = {odd: 2, **counts}
    got = run_reported(lab, quoted(texts)).value
    same(got["result"], [counts, {}], _("the counts and the errors of six sources"))
    same(got["is_counter"], True, "isinstance(counts, Counter)")
    got = run_reported(lab, {}).value
    same(got["result"], [{}, {}], _("the counts and the errors of no sources"))
    same(got["calls"], [], _("the calls of progress for no sources"))


@check(2, N_("a broken source is reported, and sinks nobody else"))
def a_broken_source_sinks_nobody(lab: Lab) -> None:
    texts, counts = logs(lab, 5)
    nonsense = "__import__('zlib').decompress(b'nonsense')"
    reads = {"silent": "''", **quoted(texts), "damaged": nonsense, "deaf": "''"}
    errors = {
        "silent": "KeyError: 'host'",
        "damaged": "error: Error -3 while decompressing data: incorrect header check",
        "deaf": "Refused: come back tomorrow",
    }
    got = run_reported(lab, reads, silent="{}['host']", deaf="refuse()").value
    found, wrong = got["result"]
    same(wrong, errors, _("the errors, when two sources cannot be fetched and one cannot be read"))
    same(found, counts, _("the counts of the five others"))
    what = _("the calls of progress for eight sources, three of them broken")
    same(len(got["calls"]), len(reads), what)
    what = _("the calls of fetch for eight sources, three of them broken")
    same(got["fetched"], len(reads), what)
    same(got["reads"].get("damaged", 0), 1, _("the calls of read for the log that cannot be read"))


@check(2, N_("progress is told in order, one call at a time, on the way"))
def progress_is_told(lab: Lab) -> None:
    texts, _counts = logs(lab, 8)
    # The first source does not answer until it has been told that another one is finished. Who
    # tells nothing before waits for ever: how long that is depends on no clock.
    late = {NAMES[0]: "told.wait()"}
    got = run_reported(lab, quoted(texts), **late).value
    same(got["calls"], [[k, 8] for k in range(1, 9)], _("the calls of progress for eight sources"))
    same(got["most"], 1, _("the most calls of progress at the same time"))
    for done, begun in got["early"][:1]:
        reject(
            Kind.WRONG_RESULT,
            _(
                "progress({done}, {total}) came too early. Calls of read up to then: {begun}."
            ).format(done=done, total=len(texts), begun=begun),
        )


@check(1, N_("children read the logs, whichever way they are started"))
def children_read_the_logs(lab: Lab) -> None:
    pid = "f\"{__import__('os').getpid()} read this\""
    for method in multiprocessing.get_all_start_methods():
        run = run_reported(lab, dict.fromkeys(NAMES[:4], pid), method)
        pids = run.value["result"][0]
        same(sum(pids.values()), 4, _("the lines in four logs of one line"))
        mine = pids.get(str(run.evidence.pid), 0)
        expect(
            mine == 0,
            Kind.NOT_PROCESSES,
            _("The main process read {n} of 4 logs itself.").format(n=mine),
        )


def at_a_halt(answer: Any, names: list[str], workers: int) -> list[int]:
    """How many fetches have begun, and how many processes read, when no log can be read to its end.

    The first fetches go on when `workers` of them have begun. It is counted when `workers`
    processes read, and no fetch has begun for a moment: on a slow machine that may be too short to
    see one too many, but never too long.
    """
    import threading
    import time
    from pathlib import Path

    path = "__import__('pathlib').Path"
    note = f"{path}(f\"reads-{{__import__('os').getpid()}}\").touch()"
    wait = f"[__import__('time').sleep(0.01) for _ in iter({path}('go').exists, True)]"
    begun, before = [], []

    def fetch(source: str) -> Any:
        begun.append(time.monotonic())
        while len(begun) < workers:
            time.sleep(0.01)
        return log_of(f"({note}, {wait}) and ''")

    def reading() -> int:
        return len(list(Path().glob("reads-*")))

    def let_them_read() -> None:
        while len(begun) <= 4 * workers and (
            reading() < workers or time.monotonic() - begun[-1] < 0.4
        ):
            time.sleep(0.01)
        before.extend([len(begun), reading()])
        Path("go").touch()

    watcher = threading.Thread(target=let_them_read, daemon=True)
    watcher.start()
    answer.report(names, fetch, workers, lambda done, total: None)
    watcher.join()
    return before


@check(3, N_("five fetch and five read at once; when reading comes to a halt, so does fetching"))
def fetching_is_bounded(lab: Lab) -> None:
    workers = 5  # neither the number of the script nor that of any usual machine's CPUs
    begun, reading = lab.run(at_a_halt, list(NAMES), workers, deadline=8.0).value
    expect(
        begun <= 4 * workers,
        Kind.WRONG_RESULT,
        _(
            "With {workers} workers and no log read yet, {n} of {total} sources were fetched; "
            "{limit} would be the most."
        ).format(workers=workers, n=begun, total=len(NAMES), limit=4 * workers),
    )
    expect(
        reading <= workers,
        Kind.WRONG_RESULT,
        _("With {workers} workers, {n} child processes were reading at the same time.").format(
            workers=workers, n=reading
        ),
    )


def at_the_gate(answer: Any, work: Any, names: list[str], workers: int) -> Any:
    def fetch(source: str) -> Any:
        work("fetch", source)
        return work.at("read", source)

    counts, errors = answer.report(names, fetch, workers, lambda done, total: None)
    return [dict(counts), errors]


@check(3, N_("fetching overlaps, and four workers share the reading"))
def fetching_and_reading_overlap(lab: Lab) -> None:
    texts, counts = logs(lab, 3 * WORKERS)
    items = {("read", source): Item(text, READ) for source, text in texts.items()}
    items |= {("fetch", source): Item(None, FETCH) for source in texts}
    run = lab.gate(
        at_the_gate, list(texts), WORKERS, items=items, workers=WORKERS, efficiency=LEAST
    )  # fmt: skip
    same(run.value, [counts, {}], _("the counts and the errors"))
    run.expect_all_done()


def left_by_an_exception(answer: Any, names: list[str], workers: int) -> list[str]:
    """The threads left of a call that progress has raised an exception in. Whether that comes out
    of the call is up to the answer; if it does, it is kept until the threads have been seen, and
    with it all that report knew."""
    kept: list[Exception] = []

    def progress(done: int, total: int) -> None:
        raise LookupError("the window that shows the progress was closed")

    def call() -> None:
        try:
            answer.report(names, lambda source: log_of("'INFO event'"), workers, progress)
        except Exception as error:
            kept.append(error)

    return without_feeders(threads_left(call))


@check(1, N_("no thread and no child process is left"))
def nothing_is_left(lab: Lab) -> None:
    run = run_reported(lab, quoted(logs(lab, 4)[0]), **{NAMES[1]: "1 // 0"})
    expect_no_child_left(run.evidence, _("When report had returned"))
    left, demand = run.value["left"], none_left("report")
    expect(demand["holds"](left), demand["kind"], demand["otherwise"](left))
    run = lab.run(left_by_an_exception, list(NAMES), 2, deadline=8.0)
    expect_no_child_left(
        run.evidence, _("When report was over, since progress had raised an exception")
    )
    n = len(run.value)
    expect(
        n == 0,
        Kind.LEAKED_THREAD,
        ngettext(
            "When report was over, since progress had raised an exception, {n} thread that it had "
            "started was still running.",
            "When report was over, since progress had raised an exception, {n} threads that it had "
            "started were still running.",
            n,
        ).format(n=n),
    )


@check(2, N_("Ctrl-C in the middle ends the script, and leaves nothing behind"))
def ctrl_c_ends_the_script(lab: Lab) -> None:
    press = Send(signal.SIGINT, after="3 of 4000")
    run = lab.script("4000", signals=[press], deadline=8.0)
    what = _("how the last line begins after Ctrl-C")
    # Ctrl-C may have come between a line of progress and its end.
    line = run.last_line[max(0, run.last_line.find("Interrupted")) :]
    same(line[: len("Interrupted")], "Interrupted", what)
    same(run.status, 130, _("the exit status after Ctrl-C"))
