"""First process: what an answer to ex25 has to keep."""

from __future__ import annotations

import multiprocessing
from typing import Any

from grader.check import N_, Kind, _, check, expect, same
from grader.harmless import clipped
from grader.lab import Lab
from grader.lab.scenes import believing_in
from grader.lab.script import ScriptRun

FINE = "pass"
FAILS = "raise ValueError('there is no data')"
KILLED = "import signal; signal.raise_signal(signal.SIGKILL)"
OWN_CHILD = """
import multiprocessing, sys
child = multiprocessing.get_context("fork").Process(target=sys.exit, args=({status},))
child.start()
child.join()
sys.exit(child.exitcode)
"""
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
WITH_JOBS = """
import os, pathlib, sys
for name, source in {jobs!r}.items():
    pathlib.Path(name + ".py").write_text(source)
os.execv(sys.executable, [sys.executable, "-sB", {file!r}, *sys.argv[1:]])
"""


def codes(answer: Any, jobs: dict[str, str], names: list[str]) -> Any:
    """Write the jobs as modules beside the answer, and run those named."""
    import importlib
    import pathlib

    for name, source in jobs.items():
        pathlib.Path(f"{name}.py").write_text(source)
    importlib.invalidate_caches()
    return answer.run_children(names)


def beside_another(answer: Any, jobs: dict[str, str], names: list[str]) -> Any:
    """The exit codes, when the caller has a child of its own, which goes on; of anything but a
    list, the type."""
    import multiprocessing
    import signal

    another = multiprocessing.get_context("fork").Process(target=signal.pause)
    another.start()
    try:
        found = codes(answer, jobs, names)
        return found if isinstance(found, list) else {"__object__": type(found).__name__}
    finally:
        another.kill()
        another.join()


def first_comes_last(answer: Any, jobs: dict[str, str], tells: str, waits: str) -> Any:
    """The first job goes on when the others have ended."""
    import pathlib

    first, *others = jobs
    files = {name: str(pathlib.Path(f"{name}.pid").absolute()) for name in others}
    sources = {name: tells.format(mine=files[name]) + jobs[name] for name in others}
    sources[first] = waits.format(others=list(files.values())) + jobs[first]
    return codes(answer, sources, list(jobs))


def partners(answer: Any, source: str, names: list[str]) -> Any:
    """Jobs on two CPUs that end when all of them are there; gaps in `source` tell what shows it."""
    import pathlib

    here = {name: str(pathlib.Path(f"{name}.here").absolute()) for name in names}
    everybody = list(here.values())
    jobs = {name: source.format(mine=here[name], all=everybody) for name in names}
    return believing_in(2, lambda: codes(answer, jobs, names))


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
    # No job shows a traceback: who sees one here shall see that of a child that could not go on.
    report = "import sys; sys.exit(1)"
    jobs = {"upload": OWN_CHILD.format(status=status), "backup": FINE, "report": report}
    expected = {"upload": status, "backup": 0, "report": 1}
    names = lab.rng.sample(list(jobs), 3)
    in_order = {name: jobs[name] for name in names}
    run = lab.run(first_comes_last, in_order, TELLS, COMES_LAST, deadline=8.0)
    expect_codes(run.value, {n: expected[n] for n in names}, _("Three jobs"), run.stderr)


@check(1, N_("no jobs, the same job twice and other children besides are fine"))
def few_jobs_or_none(lab: Lab) -> None:
    run = lab.run(beside_another, {}, [], deadline=8.0)
    same(run.value, [], _("the exit codes of no jobs"))
    status = lab.rng.randrange(2, 100)
    jobs = {"upload": f"import sys; sys.exit({status})"}
    run = lab.run(beside_another, jobs, ["upload", "upload"], deadline=8.0)
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


def expect_lines(run: ScriptRun, command: str, expected: list[tuple[str, int]]) -> None:
    """A line for each job and its exit code, in order; others may stand between them."""
    printed = [line.strip() for line in run.stdout.splitlines()]
    rest = iter(printed)
    for name, code in expected:
        line = f"{name}: exit code {code}"
        expect(
            line in printed,
            Kind.WRONG_RESULT,
            _('"{command}" should print the line "{line}", and does not.').format(
                command=command, line=line
            ),
            detail=last_lines(run.stdout + run.stderr),
        )
        expect(
            line in rest,
            Kind.WRONG_RESULT,
            _(
                '"{command}" should print a line for each job, in the order of the command line, '
                "and does not."
            ).format(command=command),
            detail=last_lines(run.stdout),
        )


@check(2, N_("the script tells what came of each job, and fails when one has failed"))
def runs_as_a_script(lab: Lab) -> None:
    # site ends with exit code 10 when it is told anything, zipfile with 2 as it is told nothing.
    own = {"ends_with_9": "import sys; sys.exit(9)", "is_killed": KILLED}
    program = WITH_JOBS.format(jobs=own, file=lab.submission.file)
    for expected in (
        [("site", 0), ("site", 0)],
        [("zipfile", 2), ("no_such_job", 1), ("__hello__", 0)],
        [("ends_with_9", 9), ("is_killed", -9)],
        [("__hello__", 0), ("is_killed", -9)],
    ):
        names, found = zip(*expected, strict=True)
        run = lab.script(*names, program=program, deadline=60.0)
        command = "python first_process.py " + " ".join(names)
        expect_lines(run, command, expected)
        if "no_such_job" in names:
            expect(
                "No module named" in run.stdout + run.stderr,
                Kind.WRONG_RESULT,
                _('"{command}" does not show why no_such_job has failed.').format(command=command),
                detail=last_lines(run.stdout + run.stderr),
            )
        same(
            run.status,
            1 if any(found) else 0,
            _('the exit status of "{command}"').format(command=command),
        )
