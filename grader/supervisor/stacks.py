"""Reads what faulthandler wrote about a process that has not answered in time."""

from __future__ import annotations

import re
from dataclasses import dataclass

_THREAD = re.compile(r"^(?:Current thread|Thread) (0x[0-9a-fA-F]+)(?: \[(?P<name>[^\]]*)\])?.*:$")
_FRAME = re.compile(r'^  File "(?P<file>.*)", line (?P<line>\d+|\?\?\?) in (?P<function>.*)$')
_NAME = re.compile(r"^Name (0x[0-9a-fA-F]+) (?P<native>\d+) '(?P<name>.*)'$")
_WORKER = re.compile(r"grader[/\\]worker[/\\]main\.py$")
_BEGINNING = re.compile(r"multiprocessing[/\\](process|popen_fork|forkserver|spawn)\.py$")


@dataclass(frozen=True, slots=True)
class Frame:
    """One call: `file` is absolute."""

    file: str
    line: int
    function: str


@dataclass(frozen=True, slots=True)
class Stack:
    """What one thread was doing, innermost call first. `name` is "" when unknown.

    `process` counts the processes that were asked: 0 is the worker itself. `main` is the first
    thread of each. `running` says that the thread was seen on a CPU, or waiting for one only.
    """

    name: str
    main: bool
    frames: tuple[Frame, ...]
    process: int = 0
    running: bool = False


def parse(
    text: str, process: int = 0, pid: int = 0, running: frozenset[int] = frozenset()
) -> tuple[Stack, ...]:
    """The stacks in faulthandler's output. Student code may have written there: be lenient.

    `running` are the kernel's ids of the threads that were seen running; the main one has the id
    of its process, `pid`.
    """
    names: dict[int, tuple[str, int]] = {}
    threads: dict[int, list[Frame]] = {}
    inline: dict[int, str] = {}
    current: int | None = None
    for line in text.splitlines()[:5000]:
        if match := _THREAD.match(line):
            current = int(match[1], 16)
            threads.setdefault(current, [])
            if match["name"]:
                inline[current] = match["name"]
        elif match := _NAME.match(line):
            names[int(match[1], 16)] = match["name"], int(match["native"][:9])
        elif (match := _FRAME.match(line)) and current is not None:
            number = int(match["line"][:9]) if match["line"].isdigit() else 0
            threads[current].append(Frame(match["file"], number, match["function"]))
    found = []
    for ident, frames in threads.items():
        name, native = names.get(ident, (inline.get(ident, ""), 0))
        is_workers = not process and any(_WORKER.search(frame.file) for frame in frames)
        is_main = is_workers or (pid or -1) == native or len(threads) == 1
        found.append(
            Stack(
                name=name,
                main=is_main,
                frames=_own(frames) if process else tuple(frames),
                process=process,
                running=(native or (pid if is_main else 0)) in running,
            )
        )
    return tuple(found)


def _own(frames: list[Frame]) -> tuple[Frame, ...]:
    """The calls that a child process has made itself: below them are those of its parent, which
    were under way when it forked."""
    for depth, frame in enumerate(frames):
        if frame.function == "_bootstrap" and _BEGINNING.search(frame.file):
            return tuple(frames[:depth])
    return tuple(frames)
