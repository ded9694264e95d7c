"""Reads what faulthandler wrote about a worker that has not answered in time."""

from __future__ import annotations

import re
from dataclasses import dataclass

_THREAD = re.compile(r"^(?:Current thread|Thread) (0x[0-9a-fA-F]+)(?: \[(?P<name>[^\]]*)\])?.*:$")
_FRAME = re.compile(r'^  File "(?P<file>.*)", line (?P<line>\d+|\?\?\?) in (?P<function>.*)$')
_NAME = re.compile(r"^Name (0x[0-9a-fA-F]+) '(?P<name>.*)'$")
_WORKER = re.compile(r"grader[/\\]worker[/\\]main\.py$")


@dataclass(frozen=True, slots=True)
class Frame:
    """One call: `file` is absolute."""

    file: str
    line: int
    function: str


@dataclass(frozen=True, slots=True)
class Stack:
    """What one thread was doing, innermost call first. `name` is "" when unknown."""

    name: str
    main: bool
    frames: tuple[Frame, ...]


def parse(text: str) -> tuple[Stack, ...]:
    """The stacks in faulthandler's output. Student code may have written there: be lenient."""
    names: dict[int, str] = {}
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
            names[int(match[1], 16)] = match["name"]
        elif (match := _FRAME.match(line)) and current is not None:
            number = int(match["line"]) if match["line"].isdigit() else 0
            threads[current].append(Frame(match["file"], number, match["function"]))
    return tuple(
        Stack(
            name=names.get(ident, "") or inline.get(ident, ""),
            main=any(_WORKER.search(frame.file) for frame in frames),
            frames=tuple(frames),
        )
        for ident, frames in threads.items()
    )
