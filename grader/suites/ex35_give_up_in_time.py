"""Give up in time: what an answer to ex35 has to keep.

Tasks are made of functions of the standard library, so that every process can import them.
"""

from __future__ import annotations

import contextlib
import multiprocessing
from typing import Any

from grader.check import N_, Kind, Rejected, _, alike, check, expect, same, short
from grader.lab import Lab
from grader.lab.demands import expect_no_child_left
from grader.lab.run import Run
from grader.lab.scenes import attempt, press_ctrl_c, seconds_of

AMPLE = 1200
"""Seconds that no right answer needs, on however slow a machine: a check is over long before."""
SHORT = 0.5
MANY = 12

_SLEEP = "__import__('time').sleep"
_OS = "__import__('os')"
TASKS = {
    "fails": "1 / 0",
    "stuck": f"{_SLEEP}(3600)",
    # Ignores SIGTERM, and lets others know when it does.
    "deaf": f"[__import__('signal').signal(15, 1), open('deaf', 'w').close(), {_SLEEP}(3600)]",
    "dies": f"[open('died', 'w').close(), {_OS}._exit(0)]",
    "is killed": f"[open('died', 'w').close(), {_OS}.kill({_OS}.getpid(), 9)]",
    "times out": "[open('died', 'w').close(), (_ for _ in ()).throw(TimeoutError)]",
    "exits": "[open('died', 'w').close(), __import__('sys').exit()]",
    "an error": "KeyError('not raised')",
    "large": "'a' * 1_000_000",
    # Good as soon as there is a deaf one.
    "after deaf": f"[[{_SLEEP}(0.01) for _ in iter(lambda: {_OS}.path.exists('deaf'), True)], "
    "'after deaf'][-1]",
    # Good when everybody has had time to notice that another one has died.
    "after a death": f"[[{_SLEEP}(0.01) for _ in iter(lambda: {_OS}.path.exists('died'), True)], "
    f"{_SLEEP}(0.7), 'after a death'][-1]",
    # Good, and a thread that it leaves behind keeps its process from ending.
    "lingers": f"[__import__('threading').Thread(target={_SLEEP}, args=(3600,)).start(), "
    "'lingers'][-1]",
    "starts and fails": f"[open('here' + {_OS}.urandom(8).hex(), 'w').close(), 1 / 0]",
    "here": f"[open('here' + str({_OS}.getpid()), 'w').close(), {_SLEEP}(3600)]",
    # Good as soon as nine of them are under way: more than most machines have CPUs.
    "together": f"[open('here' + str({_OS}.getpid()), 'w').close(), [{_SLEEP}(0.01) for _ in iter("
    f"lambda: sum(n.startswith('here') for n in {_OS}.listdir()) >= 9, True)], 'together'][-1]",
}
"""What a task of each name evaluates; any other name is good, and gives that name."""


def asked(answer: Any, names: list[Any], codes: dict[str, str], timeout: float) -> Any:
    """What comes of first_good with tasks of these names; a long text is told by its length."""
    from functools import partial

    tasks = [partial(eval, codes.get(name, repr(name)), {}) for name in names]
    try:
        value = answer.first_good(tasks, timeout)
    except (RuntimeError, TimeoutError) as error:
        return ["raised", "RuntimeError" if isinstance(error, RuntimeError) else "TimeoutError"]
    if isinstance(value, BaseException):
        return ["returned", repr(value)]
    long = isinstance(value, str) and len(value) > 1000
    return ["returned", f"{len(value)} characters" if long else value]


def ask(lab: Lab, *names: Any, timeout: float = AMPLE, method: str | None = None) -> Run:
    deadline = 5.0 if method else 3.0
    return lab.run(asked, list(names), TASKS, timeout, deadline=deadline, start_method=method)


def expect_good(run: Run, value: Any, names: str) -> None:
    expect_came(run, ["returned", value], names)


def expect_raised(run: Run, error: str, names: str) -> None:
    expect_came(run, ["raised", error], names)


def expect_came(run: Run, right: list[Any], names: str) -> None:
    sentences = {
        ("returned", "returned"): _(
            "Tasks: {names}. first_good should return {expected}, but it returned {got}."
        ),
        ("returned", "raised"): _(
            "Tasks: {names}. first_good should return {expected}, but it raised {got}."
        ),
        ("raised", "returned"): _(
            "Tasks: {names}. first_good should raise {expected}, but it returned {got}."
        ),
        ("raised", "raised"): _(
            "Tasks: {names}. first_good should raise {expected}, but it raised {got}."
        ),
    }
    expect(
        alike(run.value, right),
        Kind.WRONG_RESULT,
        sentences[right[0], run.value[0]].format(
            names=names, expected=shown(right), got=shown(run.value)
        ),
    )


def shown(came: list[Any]) -> str:
    how, what = came
    return short(what) if how == "returned" else what


@check(2, N_("a good result is returned, whatever it is"))
def the_good_result_is_returned(lab: Lab) -> None:
    value = f"route {lab.rng.randrange(1000)}"
    expect_good(ask(lab, "fails", value, "fails"), value, _("failing, good, failing"))
    expect_good(ask(lab, None), None, _("good, whose result is None"))
    what = _("good, whose result is an exception")
    expect_good(ask(lab, "an error"), "KeyError('not raised')", what)
    expect_good(ask(lab, "large"), "1000000 characters", _("good, whose result is large"))


@check(1, N_("when all tasks have failed: RuntimeError, at once"))
def all_tasks_have_failed(lab: Lab) -> None:
    expect_raised(ask(lab, "fails", "fails"), "RuntimeError", _("failing, failing"))
    expect_raised(ask(lab), "RuntimeError", _("none"))


@check(2, N_("a stuck task holds nobody up"))
def a_stuck_task_holds_nobody_up(lab: Lab) -> None:
    value = f"route {lab.rng.randrange(1000)}"
    run = ask(lab, "stuck", "stuck", value)
    expect_good(run, value, _("stuck, stuck, good"))
    what = _("good, in a process that a thread keeps from ending")
    expect_good(ask(lab, "lingers"), "lingers", what)


@check(2, N_("without a good result in time: TimeoutError"))
def the_time_limit_is_kept(lab: Lab) -> None:
    run = ask(lab, "stuck", "fails", "stuck", timeout=SHORT)
    expect_raised(run, "TimeoutError", _("stuck, failing, stuck"))
    expect_raised(ask(lab, "stuck", timeout=0), "TimeoutError", _("stuck, with timeout 0"))


def beside_another(answer: Any, code: str, timeout: float) -> bool:
    """Whether a child process of somebody else's still runs when all tasks have failed."""
    import contextlib
    import multiprocessing
    import time
    from functools import partial

    other = multiprocessing.Process(target=time.sleep, args=(3600,), daemon=True)
    other.start()
    try:
        with contextlib.suppress(RuntimeError):
            answer.first_good([partial(eval, code, {}) for _ in range(2)], timeout)
        return other.is_alive()
    finally:
        other.kill()
        other.join()


def let_go() -> None:
    """Let the program end although children are left, which it would else wait for: they have been
    seen when the scenario returns."""
    from multiprocessing import process

    children: Any = process._children  # type: ignore[attr-defined]
    for child in children:
        child._config["daemon"] = True


def pressed(answer: Any, code: str, timeout: float) -> str:
    """What Ctrl-C comes to when two tasks are under way and stuck."""
    import signal
    import threading
    import time
    from functools import partial
    from pathlib import Path

    def press() -> None:
        while len(list(Path().glob("here*"))) < 2:
            time.sleep(0.01)
        time.sleep(0.1)
        press_ctrl_c()

    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=press, daemon=True).start()
    try:
        answer.first_good([partial(eval, code, {}) for _ in range(2)], timeout)
    except KeyboardInterrupt:
        return "interrupted"
    finally:
        let_go()
    return "returned"


def pressed_at_a_start(answer: Any, code: str, timeout: float) -> bool:
    """Whether Ctrl-C has come while the second of two tasks was being sent to its process, as it is
    under spawn: the first process is there, the second is not yet."""
    import contextlib
    import signal
    import threading
    from functools import partial

    came: list[bool] = []

    class Pressing:
        """A task that presses Ctrl-C when it is sent, and fails when it runs."""

        def __reduce__(self) -> Any:
            # An answer that sends it from another thread may be on any line at this moment.
            if threading.current_thread() is threading.main_thread() and not came:
                came.append(True)
                signal.raise_signal(signal.SIGINT)
            return partial, (eval, "1 / 0", {})

        def __call__(self) -> None:
            raise LookupError

    signal.signal(signal.SIGINT, signal.default_int_handler)
    # However the call ends, and it ends in time also where nothing is sent, as under fork.
    with contextlib.suppress(BaseException):
        answer.first_good([partial(eval, code, {}), Pressing()], timeout)
    let_go()
    return bool(came)


@check(3, N_("no process is left, however the call ends"))
def no_process_is_left(lab: Lab) -> None:
    run = ask(lab, "deaf", "after deaf")
    expect_good(run, "after deaf", _("stuck and ignoring SIGTERM, good"))
    expect_no_child_left(run.evidence, _("When first_good had returned"))
    run = ask(lab, "stuck", "stuck", timeout=SHORT)
    expect_no_child_left(run.evidence, _("When first_good had raised TimeoutError"))
    run = lab.run(beside_another, TASKS["fails"], AMPLE, deadline=3.0)
    expect_no_child_left(run.evidence, _("When first_good had raised RuntimeError"))
    expect(
        run.value,
        Kind.WRONG_RESULT,
        _("A child process that first_good had not started was ended too."),
    )
    # On a slow machine Ctrl-C may come when the last process was started and is not yet known to
    # the answer: between two lines that nobody could guard. Not three times.
    for last in (False, False, True):
        with contextlib.nullcontext() if last else contextlib.suppress(Rejected):
            run = lab.run(pressed, TASKS["here"], AMPLE, deadline=3.0)
            expect_no_child_left(run.evidence, _("When Ctrl-C had come in the middle"))
            what = _("what first_good does when Ctrl-C comes")
            same(run.value, "interrupted", what)
            break
    run = lab.run(
        pressed_at_a_start, TASKS["stuck"], SHORT, deadline=5.0, start_method="spawn"
    )  # fmt: skip
    if run.value:
        when = _("When Ctrl-C had come while the second process was being started")
        expect_no_child_left(run.evidence, when)


def giving_up(answer: Any, codes: list[str], timeout: float) -> float:
    """How many seconds first_good takes to raise."""
    from functools import partial

    tasks = [partial(eval, code, {}) for code in codes]
    return seconds_of(lambda: attempt(answer.first_good, tasks, timeout))


@check(1, N_("the time limit is one for all tasks together"))
def one_limit_for_all(lab: Lab) -> None:
    # To start and to end so many processes takes its time too, on a busy machine seconds. So that
    # is measured first, and the limit chosen by it: who counts for each task takes 9 or 12 times
    # the limit, and whatever else is being done, 6 times are never allowed.
    stuck = [TASKS["stuck"]] * MANY
    for last in (False, False, True):
        none = lab.run(giving_up, stuck, 0.01, deadline=10.0).value
        limit = min(max(SHORT, none), 4 * SHORT)
        fail = [f"{_SLEEP}({0.75 * k * limit}) / 0" for k in range(1, MANY)]
        many, failing = (
            lab.run(giving_up, codes, limit, deadline=20 * limit).value
            for codes in (stuck, [*fail, stuck[0]])
        )
        with contextlib.nullcontext() if last else contextlib.suppress(Rejected):
            expect(
                max(many, failing) < 3 * limit + 3 * min(none, limit),
                Kind.WRONG_RESULT,
                _(
                    "With {n} tasks, to give up took {none:.1f} s with no time to wait, and with "
                    "{limit:.1f} s {many:.1f} s, or {failing:.1f} s while some failed by and by."
                ).format(none=none, many=many, limit=limit, failing=failing, n=MANY),
            )
            break


DEATHS = {
    "dies": N_("calls os._exit"),
    "is killed": N_("killed by a signal"),
    "times out": N_("raises TimeoutError"),
    "exits": N_("raises SystemExit"),
}


def expect_failed(lab: Lab, *deaths: str) -> None:
    """Tasks that end in these ways have failed, also beside another that is good later."""
    names = ", ".join(_(DEATHS[death]) for death in deaths)
    run = ask(lab, "fails", *deaths)
    expect_raised(run, "RuntimeError", _("failing, {names}").format(names=names))
    run = ask(lab, *deaths, "after a death")
    expect_good(run, "after a death", _("{names}, good").format(names=names))


@check(1, N_("a task whose process dies has failed; others go on"))
def a_dying_task_has_failed(lab: Lab) -> None:
    try:
        expect_failed(lab, *DEATHS)
    except Rejected:
        # Which of them is it?
        for death in DEATHS:
            expect_failed(lab, death)
        raise


def starts(answer: Any, code: str, timeout: float) -> int:
    """How many processes start for a list that holds the same failing task twice."""
    import contextlib
    from functools import partial
    from pathlib import Path

    task = partial(eval, code, {})
    with contextlib.suppress(RuntimeError):
        answer.first_good([task, task], timeout)
    return len(list(Path().glob("here*")))


@check(1, N_("all tasks run at the same time, also on few CPUs"))
def all_run_at_the_same_time(lab: Lab) -> None:
    run = ask(lab, *["together"] * 9)
    expect_good(run, "together", _("nine that wait for each other to be under way"))
    run = lab.run(starts, TASKS["starts and fails"], AMPLE, deadline=3.0)
    same(run.value, 2, _("how often a task is run that stands in the list twice"))


@check(1, N_("it works whichever way processes are started: fork, spawn, forkserver"))
def works_with_every_start_method(lab: Lab) -> None:
    for method in multiprocessing.get_all_start_methods():
        value = f"route {lab.rng.randrange(1000)}"
        run = ask(lab, "stuck", "fails", value, method=method)
        expect_good(run, value, _("stuck, failing, good"))
        expect_no_child_left(run.evidence, _("When first_good had returned"))
