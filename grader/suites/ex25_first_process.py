"""First process: what an answer to ex25 has to keep."""

from __future__ import annotations

import multiprocessing
from typing import Any

from grader.check import N_, Kind, _, check, expect, same
from grader.harmless import clipped
from grader.lab import Lab

FINE = "pass"
FAILS = "raise ValueError('there is no data')"
KILLED = "import signal; signal.raise_signal(signal.SIGKILL)"
SLOW = "import pathlib, time; time.sleep(0.3); pathlib.Path({done!r}).touch()"
TELLS = "import os, pathlib; pathlib.Path({mine!r}).write_text(str(os.getpid())); "
COMES_LAST = """
import pathlib, time

def has_ended(file):
    if not (file.exists() and (pid := file.read_text())):
        return False
    try:
        state = pathlib.Path(f"/proc/{{pid}}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state in "ZX"

limit = time.monotonic() + 3
while time.monotonic() < limit and not all(has_ended(pathlib.Path(f)) for f in {others!r}):
    time.sleep(0.005)
time.sleep(0.3)  # Time to see that.
"""
PARTNER = """
import pathlib, time
pathlib.Path({mine!r}).touch()
while not all(pathlib.Path(here).exists() for here in {all!r}):
    time.sleep(0.005)
"""


def codes(answer: Any, jobs: dict[str, str], names: list[str]) -> Any:
    """Write the jobs as modules beside the answer, and run those named."""
    import importlib
    import pathlib

    for name, source in jobs.items():
        pathlib.Path(f"{name}.py").write_text(source)
    importlib.invalidate_caches()
    return answer.run_children(names)


def first_comes_last(answer: Any, jobs: dict[str, str], tells: str, waits: str) -> Any:
    """The first job goes on when the others have ended."""
    import pathlib

    first, *others = jobs
    files = {name: str(pathlib.Path(f"{name}.pid").absolute()) for name in others}
    sources = {name: tells.format(mine=files[name]) + jobs[name] for name in others}
    sources[first] = waits.format(others=list(files.values())) + jobs[first]
    return codes(answer, sources, list(jobs))


def partners(answer: Any, source: str, names: list[str]) -> Any:
    """Jobs that end when all of them are there; `source` has gaps for what shows it."""
    import pathlib

    here = {name: str(pathlib.Path(f"{name}.here").absolute()) for name in names}
    everybody = list(here.values())
    jobs = {name: source.format(mine=here[name], all=everybody) for name in names}
    return codes(answer, jobs, names)


def slow(answer: Any, source: str, name: str) -> Any:
    """The exit code of a job that takes its time, and whether it was done then.

    What the answer itself sleeps is over at once, and so is the time limit of a join.
    """
    import pathlib
    import sys
    import time
    from multiprocessing import process

    base: Any = process.BaseProcess
    clock: Any = time
    sleep, join = time.sleep, base.join

    def shortened(seconds: float | None) -> float | None:
        by_answer = sys._getframe(2).f_code.co_filename == answer.__file__
        return 0.001 if by_answer and seconds is not None else seconds

    clock.sleep = lambda seconds: sleep(shortened(seconds) or 0)
    base.join = lambda child, timeout=None: join(child, shortened(timeout))
    done = pathlib.Path("done").absolute()
    try:
        found = codes(answer, {name: source.format(done=str(done))}, [name])
        return [found, done.exists()]
    finally:
        clock.sleep, base.join = sleep, join


def expect_codes(got: Any, expected: dict[str, int], where: str, said: str) -> None:
    """`got` is what run_children gave for the jobs `expected`, `said` what children printed."""
    same(len(got), len(expected), _("{where}, the number of exit codes").format(where=where))
    for (name, code), found in zip(expected.items(), got, strict=True):
        expect(
            found is not None,
            Kind.WRONG_RESULT,
            _("{where}: the exit code of {name} is None, so this child had not ended yet.").format(
                where=where, name=name
            ),
        )
        expect(
            type(found) is int and found == code,
            Kind.WRONG_RESULT,
            _("{where}, the exit code of {name}: expected {expected}, got {got}.").format(
                where=where, name=name, expected=code, got=found
            ),
            detail=last_lines(said),
        )


def last_lines(text: str) -> str:
    """The end of what was printed to standard error: most often why a child has failed."""
    lines = [line for line in text.splitlines() if line.strip()]
    return clipped("\n".join(lines[-12:]), 1500)


@check(3, N_("the exit code of every child comes back, in the order of the names"))
def exit_codes_come_back(lab: Lab) -> None:
    status = lab.rng.randrange(2, 100)
    jobs = {"upload": f"import sys; sys.exit({status})", "backup": FINE, "report": FAILS}
    expected = {"upload": status, "backup": 0, "report": 1}
    names = lab.rng.sample(list(jobs), 3)
    in_order = {name: jobs[name] for name in names}
    run = lab.run(first_comes_last, in_order, TELLS, COMES_LAST, deadline=8.0)
    expect_codes(run.value, {n: expected[n] for n in names}, _("Three jobs"), run.stderr)


@check(1, N_("no jobs at all and the same job twice are fine"))
def few_jobs_or_none(lab: Lab) -> None:
    same(lab.run(codes, {}, []).value, [], _("the exit codes of no jobs"))
    status = lab.rng.randrange(2, 100)
    run = lab.run(
        codes, {"upload": f"import sys; sys.exit({status})"}, ["upload", "upload"], deadline=8.0
    )
    same(run.value, [status, status], _("the exit codes of the same job twice"))


@check(2, N_("a child that is killed takes nobody with it"))
def a_killed_child_disturbs_nobody(lab: Lab) -> None:
    jobs = {"backup": FINE, "report": KILLED, "upload": FINE}
    run = lab.run(codes, jobs, list(jobs), deadline=8.0)
    expect_codes(
        run.value,
        {"backup": 0, "report": -9, "upload": 0},
        _("The second of three jobs is killed"),
        run.stderr,
    )


@check(2, N_("the children run at the same time"))
def children_run_at_the_same_time(lab: Lab) -> None:
    names = [f"{name}{n}" for name in ("backup", "report", "upload") for n in (1, 2)]
    lab.rng.shuffle(names)
    run = lab.run(partners, PARTNER, names, deadline=8.0)
    where = _("Six jobs that wait for each other")
    expect_codes(run.value, dict.fromkeys(names, 0), where, run.stderr)


@check(1, N_("every child is waited for, however long it takes, and none is left"))
def every_child_is_waited_for(lab: Lab) -> None:
    run = lab.run(slow, SLOW, "backup", start_method="spawn", deadline=8.0)
    found, done = run.value
    expect_codes(found, {"backup": 0}, _("A slow job"), run.stderr)
    expect(
        done,
        Kind.WRONG_RESULT,
        _("run_children returned while its child was still at work."),
    )
    left = [child for child in run.evidence.processes_left if "spawn_main" in child.command]
    expect(
        not left,
        Kind.LEAKED_PROCESS,
        _("run_children has returned, and a child process of it still runs."),
    )
    expect(
        not run.evidence.zombies,
        Kind.LEAKED_PROCESS,
        _("A child has ended, and nobody has asked for its exit code: it is left as a zombie."),
    )


@check(2, N_("it works whichever way processes are started: fork, spawn, forkserver"))
def works_with_every_start_method(lab: Lab) -> None:
    for method in multiprocessing.get_all_start_methods():
        run = lab.run(codes, {"backup": FINE, "report": FAILS}, ["backup", "report"],
                      start_method=method, deadline=8.0)  # fmt: skip
        expect_codes(
            run.value,
            {"backup": 0, "report": 1},
            _("Start method {method}").format(method=method),
            run.stderr,
        )


@check(2, N_("the script tells what came of each job, and fails when one has failed"))
def runs_as_a_script(lab: Lab) -> None:
    # zipfile ends with exit code 2, as it is not told what to do.
    for expected in (
        {"__hello__": 0},
        {"no_such_job": 1, "__hello__": 0},
        {"__hello__": 0, "zipfile": 2},
    ):
        run = lab.script(*expected, deadline=60.0)
        command = "python first_process.py " + " ".join(expected)
        for name, code in expected.items():
            line = f"{name}: exit code {code}"
            expect(
                line in [printed.strip() for printed in run.stdout.splitlines()],
                Kind.WRONG_RESULT,
                _('"{command}" should print the line "{line}", and does not.').format(
                    command=command, line=line
                ),
                detail=last_lines(run.stdout + run.stderr),
            )
        same(
            run.status,
            1 if any(expected.values()) else 0,
            _('the exit status of "{command}"').format(command=command),
        )
