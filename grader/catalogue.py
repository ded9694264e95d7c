"""Finding exercises by what a person types: `ex09`, `9`, its full name, a part, `all`, a path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath

from grader import exercise as exercises
from grader.exercise import Exercise
from grader.i18n import _


class UnknownExercise(LookupError):
    """Nothing is called that; `nearest` is what was perhaps meant."""

    def __init__(self, asked: str, nearest: str) -> None:
        self.asked, self.nearest = asked, nearest
        text = _("There is no exercise called {asked!r}.").format(asked=asked)
        if nearest:
            text += " " + _("Did you mean {nearest}?").format(nearest=nearest)
        super().__init__(text)


def find(root: Path, asked: Sequence[str], also: Iterable[str] = ()) -> list[Exercise]:
    """The exercises that `asked` names, each once, in the order asked.

    Only the exercises asked for are read, so one damaged folder does not stop the others. `also`
    are further words to offer when a name is unknown. Raises UnknownExercise and BadExercise.
    """
    known = exercises.ids(root)
    found: dict[str, Exercise] = {}
    for text in asked:
        for exercise in _named(root, known, text, also):
            found.setdefault(exercise.id, exercise)
    return list(found.values())


def find_one(root: Path, asked: str) -> Exercise:
    """The one exercise that `asked` names; a part or `all` is refused like an unknown name."""
    if re.fullmatch(r"all|part[ _-]?\d+", asked.strip().lower()):
        raise UnknownExercise(asked, "")
    return find(root, [asked])[0]


def _named(root: Path, known: list[str], text: str, also: Iterable[str]) -> list[Exercise]:
    word = text.strip().lower()
    if word == "all":
        return list(exercises.discover(root))
    if part := re.fullmatch(r"part[ _-]?(\d+)", word):
        in_part = [e for e in exercises.discover(root) if e.part == int(part[1])]
        if in_part:
            return in_part
    if (exercise_id := _id(known, word)) is not None:
        return [exercises.load(root, exercise_id)]
    raise UnknownExercise(text, _nearest(root, known, word, also))


def _id(known: list[str], word: str) -> str | None:
    # A path is what a shell's completion gives: exercises/ex09_lost_update/bank.py
    words = {word, *PurePath(word.replace("\\", "/")).parts}
    if number := re.fullmatch(r"(?:ex)?0*(\d{1,2})", word):
        words.add(f"ex{int(number[1]):02}")
    return next((i for i in known if i in words or i[:4] in words or i[5:] in words), None)


def _nearest(root: Path, known: list[str], word: str, also: Iterable[str]) -> str:
    import difflib

    names = {name: i for i in known for name in (i, i[:4], i[5:])}
    names |= {extra: extra for extra in ("all", *also)}
    if word.startswith("part"):
        names |= {f"part{e.part}": f"part{e.part}" for e in exercises.discover(root)}
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.0)
    return names[close[0]] if close else ""
