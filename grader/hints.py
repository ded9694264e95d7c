"""The hints of an exercise: staged ones to ask for, and ones that fit a diagnosis.

`hints.toml` holds `[[staged]]` tables and `[on.KIND]` or `[on."CHECK/KIND"]` tables; each has one
text a language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.exercise import BadExercise, Exercise
from grader.i18n import _, current
from grader.result import Kind

STAGES = 3

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Hints:
    """All hints of one exercise, by language."""

    staged: tuple[Texts, ...]
    on: Mapping[str, Texts]

    def stage(self, level: int) -> str:
        """The staged hint number `level`, counted from 1, in the current language."""
        return _spoken(self.staged[level - 1])

    def fitting(self, check_id: str, kind: Kind) -> str:
        """The one hint for this failure, "" when there is none."""
        texts = self.on.get(f"{check_id}/{kind}") or self.on.get(str(kind))
        return _spoken(texts) if texts else ""


def hints(exercise: Exercise) -> Hints:
    """Read `hints.toml`; raises BadExercise when it is damaged or lacks a language.

    An exercise without the file has no hints; `verify` is what demands them.
    """
    import tomllib

    file = exercise.folder / "hints.toml"
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Hints((), {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadExercise(file, "", _("readable TOML"), str(error)) from None
    staged, on = data.get("staged", []), data.get("on", {})
    if not isinstance(staged, list):
        raise BadExercise(file, "staged", _("[[staged]] tables"), repr(staged))
    if not isinstance(on, dict):
        raise BadExercise(file, "on", _("a table"), repr(on))
    return Hints(
        staged=tuple(_texts(file, f"staged[{i}]", t, exercise) for i, t in enumerate(staged)),
        on={name: _texts(file, f"on.{name}", t, exercise) for name, t in on.items()},
    )


def _texts(file: Path, field: str, table: Any, exercise: Exercise) -> Texts:
    for language in exercise.languages:
        text = table.get(language) if isinstance(table, dict) else None
        if not isinstance(text, str) or not text.strip():
            found = _("nothing") if text is None else repr(text)
            raise BadExercise(file, f"{field}.{language}", _("a text"), found)
    return {language: table[language].strip() for language in exercise.languages}


def _spoken(texts: Texts) -> str:
    return texts.get(current(), texts["en"])
