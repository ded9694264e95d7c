"""Words what every thread of every process was doing when time was up, on the student's lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grader.harmless import harmless
from grader.i18n import N_, _
from grader.lab.submission import Submission
from grader.supervisor import Stack
from grader.supervisor.stacks import Frame

_MOST = 20
"""Threads that are told of."""

_AWAITED = (
    (r"threading\.py", r"join|_wait_for_tstate_lock", N_("a thread to end")),
    (r"threading\.py", r"wait|wait_for", N_("another thread to wake it up")),
    (r"threading\.py", r"acquire|__enter__", N_("a lock")),
    (r"multiprocessing.process\.py", r"join", N_("a process to end")),
    (r"multiprocessing.synchronize\.py", r"acquire|__enter__", N_("a lock")),
    (r"multiprocessing.synchronize\.py", r"wait|wait_for", N_("another process to wake it up")),
    (r"queue\.py|multiprocessing.queues\.py", r"get", N_("something to come through a queue")),
    (r"queue\.py|multiprocessing.queues\.py", r"put", N_("room in a queue")),
    (r"queue\.py|multiprocessing.queues\.py", r"join", N_("the tasks of a queue to be done")),
    (r"multiprocessing.queues\.py", r"join_thread", N_("its queue to be read by others")),
    (r"multiprocessing.pool\.py", r"join", N_("the pool to finish")),
    (r"multiprocessing.pool\.py", r"get|wait|next|map|starmap|apply", N_("the result of a task")),
    (r"concurrent.futures.\w+\.py", r"shutdown|__exit__", N_("the pool to finish")),
    (r"concurrent.futures.\w+\.py", r".*", N_("the result of a task")),
    (r"multiprocessing.managers\.py", r"_callmethod", N_("the answer of a manager")),
    (r"multiprocessing.connection\.py", r"_?recv.*|poll|wait", N_("data from another process")),
    (r"multiprocessing.connection\.py", r"_?send.*", N_("another process to take its data")),
    (r"subprocess\.py", r"wait|communicate|run|call|check_.*", N_("a program to end")),
)
"""File and function of the library, and what a call of it waits for."""
_LOCKING = re.compile(r"\.acquire\(|^with .*:$")


@dataclass(frozen=True, slots=True)
class Told:
    """Lines for a person, and the place in the submission to look at ("", 0 for none)."""

    text: str
    file: str
    line: int


def tell(stacks: Iterable[Stack], submission: Submission, folder: str) -> Told:
    """Each thread that was amid a call of the submission, which lay in `folder`; the worker's main
    thread first."""
    rows: list[str] = []
    children: list[int] = []
    file, line = "", 0
    for number, stack in enumerate(sorted(stacks, key=lambda s: (s.process, not s.main)), 1):
        if place := _place(stack.frames, submission, folder):
            depth, name = place
            frame = stack.frames[depth]
            if stack.process and stack.process not in children:
                children.append(stack.process)
            who = _who(stack, children.index(stack.process) + 1 if stack.process else number)
            rows.append(_doing(who, stack, depth, name, submission.line(name, frame.line)))
            file, line = (file, line) if line else (name, frame.line)
    return Told("\n".join(rows[:_MOST]), file, line)


def _place(frames: Sequence[Frame], submission: Submission, folder: str) -> tuple[int, str] | None:
    """The innermost call of the submission: its depth and its file's name."""
    for depth, frame in enumerate(frames):
        name = re.sub(r"\\", "/", frame.file[len(folder) :]).lstrip("/")
        if frame.file.startswith(folder) and name in submission.files:
            return depth, name
    return None


def _doing(who: str, stack: Stack, depth: int, file: str, source: str) -> str:
    frame = stack.frames[depth]
    awaited = _awaited(stack.frames[:depth], source)
    if stack.running and not depth:
        text = _("{thread} is still running in {function}, {file} line {line}: {source}")
    elif awaited:
        text = _("{thread} waits for {awaited} in {function}, {file} line {line}: {source}")
    else:
        text = _("{thread} is in {function}, {file} line {line}: {source}")
    return text.format(
        thread=who,
        awaited=_(awaited),
        function=harmless(frame.function),
        file=file,
        line=frame.line,
        source=source,
    )


def _awaited(calls: Sequence[Frame], source: str) -> str:
    """What is waited for by the library's `calls`, innermost first, that the line `source` made.

    What that line itself called says it best: further in, everything waits for some lock.
    """
    for call in reversed(calls):
        for file, function, awaited in _AWAITED:
            if re.search(rf"(?:{file})$", call.file) and re.fullmatch(function, call.function):
                return awaited
    return N_("a lock") if not calls and _LOCKING.search(source.strip()) else ""


def _who(stack: Stack, number: int) -> str:
    """`number` counts the child processes; in the worker it counts threads."""
    if not stack.process and stack.main:
        return _("main thread")
    name = harmless(stack.name)
    if not stack.process:
        return name or _("thread {number}").format(number=number)
    process = _("child process {number}").format(number=number)
    if stack.main or not name:
        return process
    return _("{process}, thread {name}").format(process=process, name=name)
