"""What a student has done so far: states and hints taken, kept in `.grader/` in the kit.

There is one small file an exercise, replaced as a whole, so that gradings of different exercises
never overwrite one another. Progress is a convenience: a broken or unwritable file is ignored.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path

from grader.exercise import Exercise
from grader.result import Result, Status

REMEMBERED = 20  # versions of an answer


class State(StrEnum):
    NOT_TRIED = "not tried"
    CHANGED = "changed"
    FAILING = "failing"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an exercise stands. `score` is None when this version was not graded."""

    state: State
    score: int | None


@dataclass(slots=True)
class _Memory:
    """What is kept of one exercise: the score of each version graded, and the hints shown."""

    scores: dict[str, tuple[int, bool]] = field(default_factory=dict)
    hints: int = 0


def progress(exercise: Exercise) -> Progress:
    """Where the student's file stands, without grading it."""
    version = _version(exercise, exercise.folder)
    if version == _version(exercise, exercise.stub):
        return Progress(State.NOT_TRIED, None)
    known = _recall(exercise).scores.get(version)
    if known is None:
        return Progress(State.CHANGED, None)
    score, passed = known
    return Progress(State.PASSED if passed else State.FAILING, score)


def remember(exercise: Exercise, version: str, result: Result) -> None:
    """Keep the result of grading that version of the student's file."""
    if result.status is Status.ERROR:
        return
    memory = _recall(exercise)
    memory.scores.pop(version, None)
    memory.scores[version] = (result.score, result.passed)
    for old in list(memory.scores)[:-REMEMBERED]:
        del memory.scores[old]
    _keep(exercise, memory)


def version_now(exercise: Exercise) -> str:
    """The student's file as it is now; taken before a grading, given to `remember` after it."""
    return _version(exercise, exercise.folder)


def next_to_do(exercises: Sequence[Exercise]) -> Exercise | None:
    """The first exercise not passed, if possible one whose prerequisites are; None at the end."""
    passed = {e.id for e in exercises if progress(e).state is State.PASSED}
    known = {e.id for e in exercises}
    to_do = [e for e in exercises if e.id not in passed]
    ready = (e for e in to_do if known.intersection(e.prerequisites) <= passed)
    return next(ready, to_do[0] if to_do else None)


def hints_taken(exercise: Exercise) -> int:
    """How many staged hints the student has seen."""
    return _recall(exercise).hints


def take_hint(exercise: Exercise, level: int) -> None:
    """Remember that the staged hint number `level` was shown."""
    memory = _recall(exercise)
    memory.hints = max(level, memory.hints)
    _keep(exercise, memory)


def _version(exercise: Exercise, folder: Path) -> str:
    digest = hashlib.sha256()
    for name in exercise.files:
        content = b"\0"
        with contextlib.suppress(OSError):
            if (folder / name).is_file():
                content = (folder / name).read_bytes()
        # A checkout on Windows may have turned the line ends.
        digest.update(content.replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def _file(exercise: Exercise) -> Path:
    return exercise.root / ".grader" / f"{exercise.id}.json"


def _recall(exercise: Exercise) -> _Memory:
    try:
        data = json.loads(_file(exercise).read_text(encoding="utf-8"))
        scores = {str(k): (int(score), bool(ok)) for k, (score, ok) in data["scores"].items()}
        return _Memory(scores, int(data["hints"]))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return _Memory()


def _keep(exercise: Exercise, memory: _Memory) -> None:
    file = _file(exercise)
    draft = file.with_suffix(f".{os.getpid()}.draft")
    try:
        file.parent.mkdir(exist_ok=True)
        draft.write_text(json.dumps(asdict(memory)), encoding="utf-8")
        draft.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()
