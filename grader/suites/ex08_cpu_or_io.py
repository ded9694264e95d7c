"""CPU or I/O: what an answer to ex08 has to keep."""

from __future__ import annotations

import functools
import itertools
import multiprocessing
from typing import Any

from grader.check import N_, Kind, _, check, expect, same
from grader.gate import Cost, Item
from grader.lab import Lab
from grader.lab.demands import expect_no_child_left, raises
from grader.lab.gate_run import GateRun
from grader.lab.scenes import attempt

WORKERS = 4
MANY = 9
"""CPUs of a larger machine: two jobs for each are three rounds for one process less."""
LEAST = 0.7
"""The share of the best possible speedup that is asked for."""

Plan = list[list[Any]]
"""The kind and the number of each job: [["cpu", 4], ["io", 7]]."""


def plan_of(lab: Lab, computing: int, waiting: int) -> Plan:
    """So many jobs of each kind, mixed, the first of which waits if any does."""
    kinds = ["cpu"] * computing + ["io"] * (waiting - 1)
    lab.rng.shuffle(kinds)
    return [[kind, number] for number, kind in enumerate(["io"] * min(1, waiting) + kinds)]


def items_of(lab: Lab, plan: Plan, computes: float = 1.0, waits: float = 1.0) -> dict[Any, Item]:
    """What job after job gives, which nobody can know without running it, and what it costs."""
    costs = {"cpu": Cost(computes), "io": Cost(waits, on_core=False)}
    return {number: Item(lab.rng.randrange(10**6), costs[kind]) for kind, number in plan}


def run_jobs(answer: Any, work: Any, plan: Plan) -> Any:
    """Run the jobs of `plan`. Of those that wait, every other one cannot be sent to a process."""

    def at_home(number: int) -> Any:
        return work(number)

    functions = {"cpu": itertools.repeat(work), "io": itertools.cycle((work, at_home))}
    return answer.run([(kind, next(functions[kind]), number) for kind, number in plan])


def values(items: dict[Any, Item]) -> list[Any]:
    return [item.value for item in items.values()]


def slow_first(answer: Any, numbers: list[int]) -> dict[str, Any]:
    """A job that gives None, and jobs of both kinds in turn, each of which gives its number; the
    first of those takes longest. Their results, and whether the list of jobs is as it was."""
    import time

    seconds = {number: 0.1 * (len(numbers) - place) for place, number in enumerate(numbers)}

    def wait(number: int) -> int:
        time.sleep(seconds[number])
        return number

    kinds = [("io", wait), ("cpu", abs)] * len(numbers)
    jobs: list[tuple[str, Any, Any]] = [("cpu", {}.get, "nothing")]
    jobs += [(*kind, number) for kind, number in zip(kinds, numbers, strict=False)]
    before = list(jobs)
    return {"results": answer.run(jobs), "kept": jobs == before}


@check(1, N_("the results stand in the order of the jobs"))
def results_follow_the_jobs(lab: Lab) -> None:
    numbers = lab.rng.sample(range(1, 1000), 5)
    numbers[3] = numbers[1]  # the same job twice
    got = lab.run(slow_first, numbers, deadline=30.0).value
    same(got["results"], [None, *numbers], _("The results of six jobs, the first of which is None"))
    changed = _("The list of jobs, which belongs to the caller, was changed by the call.")
    expect(got["kept"], Kind.WRONG_RESULT, changed)


def some_lists(answer: Any, number: int) -> Any:
    """What run gives for no jobs, for one that waits and for one that computes."""
    one = (("io", lambda n: n + 1, number), ("cpu", abs, -number))
    return [answer.run([]), *(answer.run([job]) for job in one)]


@check(1, N_("one kind only, or no jobs at all, is fine"))
def one_kind_or_none(lab: Lab) -> None:
    number = lab.rng.randrange(1000)
    none, waiting, computing = lab.run(some_lists, number, deadline=30.0).value
    same(none, [], _("The results of no jobs"))
    same(waiting, [number + 1], _("The results of one job of kind io"))
    same(computing, [number], _("The results of one job of kind cpu"))


def counted(lab: Lab, computing: int, waiting: int, **how: Any) -> tuple[Any, list[Any]]:
    """The run of a mixed plan, whose calls are only counted, and the results it ought to have."""
    plan = plan_of(lab, computing, waiting)
    items = items_of(lab, plan)
    return lab.gate(run_jobs, plan, items=items, workers=WORKERS, **how), values(items)


@check(1, N_("every job runs exactly once"))
def every_job_runs_once(lab: Lab) -> None:
    run, _right = counted(lab, 5, 5)
    run.expect_each_once("job {item}")


@check(2, N_("jobs that compute go to processes, however started"))
def cpu_bound_jobs_go_to_processes(lab: Lab) -> None:
    for method in multiprocessing.get_all_start_methods():
        run, right = counted(lab, 5, 3, start_method=method)
        here = run.calls.get(run.main, 0) - 3
        summary = _(
            "Of 5 jobs that compute, {n} ran in the main process (start method {method}): "
            "there they share one GIL."
        )
        expect(here <= 0, Kind.NOT_PROCESSES, summary.format(n=here, method=method))
        what = _("The results with the start method {method}").format(method=method)
        same(run.value, right, what)


@check(1, N_("jobs that wait stay in the main process"))
def io_bound_jobs_stay(lab: Lab) -> None:
    run, _right = counted(lab, 0, 6)
    elsewhere = sum(run.calls[pid] for pid in run.children)
    summary = _("Of 6 jobs that wait, {n} ran in other processes; a thread is enough to wait.")
    expect(elsewhere == 0, Kind.WRONG_RESULT, summary.format(n=elsewhere))


def judged(
    lab: Lab, plan: Plan, items: dict[Any, Item], best: float, workers: int = WORKERS
) -> None:
    """In virtual time `plan` is done fast enough, where `best` is the best possible speedup."""
    efficiency = LEAST * best / workers
    how: dict[str, Any] = {"workers": workers, "efficiency": efficiency}
    # A busy machine takes its time to start nine processes afresh.
    run = lab.gate(run_jobs, plan, items=items, deadline=120.0, **how)
    same(run.value, values(items), _("The results"))


def uneven(lab: Lab, plan: Plan) -> dict[Any, Item]:
    """Six long jobs of seventeen, so that one of four fixed shares has too much, be it every
    fourth job or some in a row, and so has a chunk of two: a pool that hands out chunks makes them
    of two when there are more than four jobs for each process. Who gives the next job to who is
    free is fast in any order."""
    long = {1, 2, 3, 6, 14, 15}
    costs = [Cost(6.0 if place in long else 1.0) for place in range(len(plan))]
    pairs = zip(plan, costs, strict=True)
    return {number: Item(lab.rng.randrange(10**6), cost) for (_kind, number), cost in pairs}


@check(2, N_("jobs that compute share all CPUs"))
def cpu_bound_jobs_share_the_cpus(lab: Lab) -> None:
    plan = plan_of(lab, 4 * WORKERS + 1, 0)
    judged(lab, plan, uneven(lab, plan), best=WORKERS)
    plan = plan_of(lab, 2 * MANY, 0)
    judged(lab, plan, items_of(lab, plan), best=MANY, workers=MANY)
    lab.note(lab.measured(one_after_the_other, in_parallel, workers=WORKERS))


@check(2, N_("jobs that wait do so at the same time"))
def waits_overlap(lab: Lab) -> None:
    plan = plan_of(lab, 0, 20)
    judged(lab, plan, items_of(lab, plan), best=20)


@check(2, N_("neither kind waits for the other"))
def neither_waits_for_the_other(lab: Lab) -> None:
    plan = plan_of(lab, 2 * WORKERS, 20)
    judged(lab, plan, items_of(lab, plan, computes=1.0, waits=2.0), best=24)


def with_failures(answer: Any, work: Any, kind: str, text: str, failing: str) -> dict[str, Any]:
    """What came of it when jobs of this kind, one for each letter of `failing`, write their letter
    down and raise ValueError; and how often the same job was run at most."""
    from pathlib import Path

    def at_home(code: str) -> None:
        exec(code)

    file = Path("run").absolute()
    file.touch()
    jobs: list[tuple[str, Any, Any]] = [("io", work, 1)]
    for letter in failing:
        code = f"open({str(file)!r}, 'a').write({letter!r}); int({text!r})"
        jobs.append((kind, exec if kind == "cpu" else at_home, code))
    came = attempt(answer.run, [*jobs, ("cpu", abs, -2)])
    return {"came": came, "most": max(map(file.read_text().count, failing))}


def failed(lab: Lab, kind: str, text: str, failing: str) -> GateRun:
    """The run of `with_failures` on a computer with two CPUs."""
    return lab.gate(with_failures, kind, text, failing, items={1: 1}, workers=2)


@check(1, N_("an exception of a job reaches the caller"))
def an_error_reaches_the_caller(lab: Lab) -> None:
    text = f"no number {lab.rng.randrange(1000)}"
    said = f"invalid literal for int() with base 10: {text!r}"
    for kind in ("cpu", "io"):
        got = failed(lab, kind, text, "abcdef").value
        what = _("run, when six jobs of kind {kind} fail").format(kind=kind)
        demand = raises(ValueError, what, said)
        expect(demand["holds"](got["came"]), demand["kind"], demand["otherwise"](got["came"]))
        what = _("How often a job of kind {kind} that fails was run").format(kind=kind)
        same(got["most"], 1, what)


@check(1, N_("no process is left when the call returns or raises"))
def no_process_is_left(lab: Lab) -> None:
    counted(lab, 4, 1, none_left=True)
    for kind in ("cpu", "io"):
        run = failed(lab, kind, "nothing", "a")
        expect_no_child_left(run.evidence, _("When run had raised the exception of a job"))


def busy_jobs() -> list[tuple[str, Any, int]]:
    """Jobs that keep a CPU busy: a function of the standard library, which every process has."""
    power = functools.partial(pow, exp=3**20_000, mod=2**521 - 1)
    return [("cpu", power, number) for number in range(2, 18)]


def one_after_the_other(answer: Any, workers: int) -> Any:
    return [function(argument) for _kind, function, argument in busy_jobs()]


def in_parallel(answer: Any, workers: int) -> Any:
    return answer.run(busy_jobs())
