"""Errors in a pool: what an answer to ex06 has to keep. Tasks take virtual seconds."""

from __future__ import annotations

from typing import Any

from grader.check import N_, Kind, _, check, expect
from grader.lab import Lab
from grader.lab.demands import Demand, gives, none_left
from grader.lab.scenes import count_cpus, seconds_of, threads_left

Plan = dict[str, list[Any]]
"""What each task does: [seconds, "returns", value], [seconds, "raises", type, text] or
[seconds, "returns error", type, text]."""


def plan_of(lab: Lab, **tasks: tuple[float, str]) -> Plan:
    """Tasks that take so many seconds and then raise an error of this type, or return if it is "".
    Its text, or the value, nobody can know beforehand."""
    return {
        name: [seconds, "raises", error, f"code {lab.rng.randrange(100, 1000)}"]
        if error
        else [seconds, "returns", lab.rng.randrange(100, 1000)]
        for name, (seconds, error) in tasks.items()
    }


def make_tasks(plan: Plan, calls: dict[str, int], made: list[Any]) -> dict[str, Any]:
    """The tasks of `plan`, which count their `calls` and keep the exceptions `made`."""
    import builtins
    import time

    def make(name: str, seconds: float, deed: str, *what: Any) -> Any:
        def task() -> Any:
            calls[name] += 1
            time.sleep(seconds)
            if deed == "returns":
                return what[0]
            error = getattr(builtins, what[0])(what[1])
            made.append(error)
            if deed != "raises":
                return error
            raise error

        return task

    return {name: make(name, *deed) for name, deed in plan.items()}


def report(answer: Any, plan: Plan) -> Any:
    """[name, type, value] of each result, of each error (with its text) and of how often each task
    was called; or, in a text, the types of what run_all returned instead of two dicts. An exception
    that no task has made is of the type "another OSError".
    """

    def row(name: str, value: Any) -> list[Any]:
        kind = type(value).__name__
        if not isinstance(value, BaseException):
            return [name, kind, value]
        itself = any(value is error for error in made)
        return [name, kind if itself else f"another {kind}", str(value)]

    def told(part: dict[str, Any]) -> list[list[Any]]:
        return [row(name, value) for name, value in part.items()]

    calls, made = dict.fromkeys(plan, 0), list[Any]()
    got = answer.run_all(make_tasks(plan, calls, made))
    parts = list(got) if isinstance(got, (tuple, list)) else [got]
    if [isinstance(part, dict) for part in parts] != [True, True]:
        return ", ".join(type(part).__name__ for part in parts)
    return {"calls": told(calls), "results": told(parts[0]), "errors": told(parts[1])}


def right(plan: Plan) -> dict[str, list[list[Any]]]:
    """What `report` gives for an answer that keeps its contract."""
    found: dict[str, list[list[Any]]] = {"calls": [], "results": [], "errors": []}
    for name, (_seconds, deed, *what) in plan.items():
        found["calls"].append([name, "int", 1])
        value = [type(what[0]).__name__, what[0]] if deed == "returns" else what
        found["errors" if deed == "raises" else "results"].append([name, *value])
    return found


def has(plan: Plan, *parts: str, ordered: bool = False) -> Demand:
    """These `parts` of a report are right; their order plays a part only if they are `ordered`."""
    expected = right(plan)

    def differs(got: Any, part: str) -> bool:
        if ordered:
            return bool(got[part] != expected[part])
        return sorted(map(repr, got[part])) != sorted(map(repr, expected[part]))

    def otherwise(got: Any) -> str:
        if isinstance(got, str):
            what = _("run_all has to return two dicts, results and errors; it returned: {got}.")
            return what.format(got=got)
        part = next(part for part in parts if differs(got, part))
        said = {
            "calls": _("How often each task was called: expected {expected}, got {got}."),
            "results": _("The results: expected {expected}, got {got}."),
            "errors": _("The errors: expected {expected}, got {got}."),
        }
        found = said[part].format(expected=listed(expected[part]), got=listed(got[part]))
        return found + " " + _("Here the order counts.") if ordered else found

    def holds(got: Any) -> bool:
        return not any(differs(got, part) for part in parts)

    return Demand(holds=holds, otherwise=otherwise, kind=Kind.WRONG_RESULT)


def listed(rows: list[list[Any]], most: int = 4) -> str:
    """The first few as Python shows a dict: "{'backup': OSError('disk full'), 'letters': 57}"."""
    bare = {"int", "str", "NoneType"}
    values = [f"{value!r}" if kind in bare else f"{kind}({value!r})" for _name, kind, value in rows]
    shown = [f"{row[0]!r}: {value}" for row, value in zip(rows, values, strict=True)][:most]
    return "{" + ", ".join(shown + ["..."] * (len(rows) > most)) + "}"


def done_after_a_day(answer: Any) -> list[Any]:
    """What comes of one function under two names; it waits until nobody else can do anything."""
    import threading

    def letters() -> str:
        threading.Event().wait(86_400)
        return "sent"

    return list(answer.run_all({"june": letters, "july": letters}))


def two_nights(answer: Any) -> list[Any]:
    """[results, names of the errors] of two calls with the same tasks, the first of which fails in
    the first call only."""
    nights: list[Any] = []

    def backup() -> str:
        if not nights:
            raise OSError("disk full")
        return "done"

    tasks = {"backup": backup, "letters": lambda: "57 sent"}
    for _night in range(2):
        results, errors = answer.run_all(tasks)
        nights.append([dict(results), list(errors)])
    return nights


@check(2, N_("every task runs once, and to its end, whoever fails"))
def every_task_is_called_once(lab: Lab) -> None:
    plan = plan_of(lab, backup=(0, "OSError"), interest=(2, ""), letters=(1, ""))
    lab.explore(report, plan, schedules=150, **has(plan, "calls", "results"))
    what, sent = _("a function that takes a day, under two names"), {"june": "sent", "july": "sent"}
    day = gives([sent, {}], what, Kind.WRONG_RESULT)
    lab.explore(done_after_a_day, schedules=10, **day)


@check(3, N_("every error is reported with the task's name"))
def every_error_is_reported(lab: Lab) -> None:
    plan = plan_of(lab, backup=(2, "OSError"), interest=(1, ""), letters=(0, "TimeoutError"))
    lab.explore(report, plan, schedules=150, **has(plan, "errors", "results"))
    what = _("Two nights with the same dict of tasks, of which one fails in the first night only")
    letters = {"letters": "57 sent"}
    nights = [[letters, ["backup"]], [{"backup": "done"} | letters, []]]
    lab.explore(two_nights, schedules=10, **gives(nights, what, Kind.WRONG_RESULT))
    many = plan_of(lab, **{f"task{n}": (0, "LookupError" if n % 3 else "") for n in range(40)})
    lab.stress(report, many, rounds=3, deadline=10.0, **has(many, "errors", "results"))


@check(1, N_("None is a result, and so is a returned exception"))
def anything_may_be_returned(lab: Lab) -> None:
    plan = plan_of(lab, backup=(0, "ValueError"))
    plan["backup"][1] = "returns error"
    plan |= {"interest": [0, "returns", None], "letters": [0, "returns", 0]}
    lab.explore(report, plan, schedules=30, **has(plan, "results", "errors"))


@check(1, N_("a task that calls sys.exit() is reported too"))
def sys_exit_is_reported(lab: Lab) -> None:
    for error in ("SystemExit", "KeyboardInterrupt", "BaseException"):
        plan = plan_of(lab, backup=(0, error), interest=(0, ""))
        lab.explore(report, plan, schedules=30, **has(plan, "errors", "results"))


@check(1, N_("both dicts have the order of the tasks"))
def in_the_order_of_the_tasks(lab: Lab) -> None:
    failing = {"backup": (4, "OSError"), "letters": (2, "ValueError")}
    plan = plan_of(lab, **failing, interest=(3, ""), cards=(1, ""))
    lab.explore(report, plan, schedules=100, **has(plan, "results", "errors", ordered=True))


@check(1, N_("one task, or none at all, is fine"))
def few_tasks_or_none(lab: Lab) -> None:
    for name in ("interest", ""):
        plan = plan_of(lab, **{name: (0, "")})
        lab.explore(report, plan, schedules=20, **has(plan, "calls", "results", "errors"))
    lab.explore(report, {}, schedules=20, **has({}, "calls", "results", "errors"))


def seconds_for(answer: Any, plan: Plan) -> float:
    """How many virtual seconds the tasks of `plan` take together, on a computer with one CPU."""
    count_cpus(answer, 1)
    return seconds_of(lambda: report(answer, plan))


@check(2, N_("four tasks run at the same time"))
def four_tasks_at_the_same_time(lab: Lab) -> None:
    # The long task is in the middle, for those who begin with the last one.
    letters = [(f"letter{n}", (10, "")) for n in range(16)]
    plan = plan_of(lab, **dict([*letters[:8], ("backup", (30, "OSError")), *letters[8:]]))
    quickest = min(lab.explore(seconds_for, plan, schedules=10).values)
    expect(
        quickest < 55,
        Kind.NOT_CONCURRENT,
        _(
            "Seventeen tasks, of which the ninth waits 30 seconds and each other one 10, are done "
            "in 50 seconds if four are under way, or all that are left, with a single CPU just as "
            "well; here it took {seconds:g}."
        ).format(seconds=round(quickest, 2)),
        facts={"virtual_seconds": quickest},
    )


def left_by(answer: Any, plan: Plan) -> list[str]:
    return threads_left(lambda: report(answer, plan))


@check(1, N_("no thread is left when the call returns"))
def no_thread_is_left(lab: Lab) -> None:
    plan = plan_of(lab, backup=(1, "OSError"), interest=(0, ""))
    lab.explore(left_by, plan, schedules=100, **none_left("run_all"))
