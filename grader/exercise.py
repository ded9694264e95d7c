"""An exercise as data: what its folder says, where its files are, and how it is found by name.

Exercises are discovered in `exercises/`, never listed. Nothing here runs anybody's code: the
suite is read, not imported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from grader.i18n import LANGUAGES, N_, _, current

FOLDER_NAME = re.compile(r"ex(\d{2})_[a-z0-9_]+")
KINDS = "RDCPSL"
NAME_KINDS = ("class", "function", "callable")
"""What an exercise may ask a name to be; a "callable" is a function or a class, as one likes."""
PARTS = {
    1: N_("Threads"),
    2: N_("Synchronisation"),
    3: N_("Processes"),
    4: N_("Everything together"),
}

# A suite is read for its list of checks on every start, so only the decorators are parsed.
_MARKED = re.compile(r"^@check\(.*?^def \w+\(", re.MULTILINE | re.DOTALL)


class BadExercise(Exception):
    """The kit's own files about an exercise are damaged: which file, which field, and how."""

    def __init__(self, file: Path, field: str, expected: str, found: str) -> None:
        self.file, self.field, self.expected, self.found = file, field, expected, found
        where = f"{shown(file)}: {field}" if field else shown(file)
        super().__init__(
            _("{where}: expected {expected}, found {found}.").format(
                where=where, expected=expected, found=found
            )
        )


def shown(path: Path, start: Path | None = None) -> str:
    """`path` as a person would type it: relative to `start` (or here) when it lies below it."""
    for base in (start, Path.cwd()):
        if base is not None and path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return str(path)


@dataclass(frozen=True, slots=True)
class Promise:
    """One check of a suite as its source says it. `title` is untranslated."""

    id: str
    points: int
    title: str


@dataclass(frozen=True)
class Exercise:
    """One exercise. `root` is the kit's folder; `names` maps a name to one of `NAME_KINDS`.

    `files` are what a student edits, the module that the suite calls first. `about` names the
    checks that the exercise is about: the stub must fail every one of them.
    """

    id: str
    root: Path
    part: int
    files: tuple[str, ...]
    kinds: tuple[str, ...]
    seed: str
    prerequisites: tuple[str, ...]
    languages: tuple[str, ...]
    titles: Mapping[str, str]
    topics: Mapping[str, str]
    names: Mapping[str, str]
    about: tuple[str, ...]

    @property
    def short(self) -> str:
        """The part of the id that people type, such as "ex09"."""
        return self.id[:4]

    @property
    def number(self) -> int:
        return int(self.id[2:4])

    @property
    def title(self) -> str:
        return self.titles.get(current(), self.titles["en"])

    @property
    def topic(self) -> str:
        return self.topics.get(current(), self.topics["en"])

    @property
    def module(self) -> str:
        """The file that the suite calls, such as "bank.py"."""
        return self.files[0]

    @property
    def folder(self) -> Path:
        return self.root / "exercises" / self.id

    @property
    def stub(self) -> Path:
        """The folder of the stub as it was shipped."""
        return self.root / "grader" / "stubs" / self.id

    @property
    def solution(self) -> Path:
        return self.root / "solutions" / self.id

    @property
    def submissions(self) -> Path:
        return self.root / "tests" / "submissions" / self.id

    @property
    def suite(self) -> Path:
        return self.root / "grader" / "suites" / f"{self.id}.py"

    def readme(self, language: str) -> Path:
        return readme(self.folder, language)

    @cached_property
    def checks(self) -> tuple[Promise, ...]:
        """The checks of the suite, in order; raises BadExercise when there are none."""
        return read_checks(self.suite)

    @property
    def points(self) -> int:
        return sum(check.points for check in self.checks)


def readme(folder: Path, language: str) -> Path:
    """The file with the text of a folder in `language`."""
    return folder / ("README.md" if language == "en" else f"README.{language}.md")


def read_checks(suite: Path) -> tuple[Promise, ...]:
    """The `@check(points, title)` of a suite, in the order of the file, without importing it."""
    import ast

    try:
        text = suite.read_text(encoding="utf-8")
        functions = [ast.parse(m[0] + "): pass").body[0] for m in _MARKED.finditer(text)]
    except (OSError, UnicodeDecodeError, SyntaxError) as error:
        raise BadExercise(suite, "", _("a readable suite"), str(error)) from error
    if not functions:
        raise BadExercise(suite, "", _("functions marked with @check"), _("none"))
    return tuple(_promise(suite, f) for f in functions if isinstance(f, ast.FunctionDef))


def _promise(suite: Path, function: Any) -> Promise:
    import ast

    mark = function.decorator_list[0]
    points = getattr(mark.args[0], "value", None) if mark.args else None
    if type(points) is not int or points < 1:
        raise BadExercise(
            suite, function.name, _("@check with whole points above 0"), ast.unparse(mark)
        )
    texts = (n.value for n in ast.walk(mark) if isinstance(n, ast.Constant))
    title = next((text for text in texts if isinstance(text, str)), "")
    return Promise(function.name, points, title)


def ids(root: Path) -> list[str]:
    """The ids of the kit's exercises in the order of their numbers."""
    folder = root / "exercises"
    if not folder.is_dir():
        raise BadExercise(folder, "", _("the folder of the exercises"), _("nothing"))
    return sorted(p.name for p in folder.iterdir() if FOLDER_NAME.fullmatch(p.name) and p.is_dir())


def load(root: Path, exercise_id: str) -> Exercise:
    """Read one exercise; raises BadExercise, which names the file and the field."""
    fields = _Fields(root / "exercises" / exercise_id / "exercise.toml")
    found_id = fields.text("id")
    if found_id != exercise_id:
        raise fields.bad("id", repr(exercise_id), repr(found_id))
    languages = fields.texts("languages", among=LANGUAGES)
    if "en" not in languages:
        raise fields.bad("languages", '"en"', repr(list(languages)))
    return Exercise(
        id=exercise_id,
        root=root,
        part=fields.whole("part"),
        files=fields.files(),
        kinds=fields.texts("kinds", among=tuple(KINDS)),
        seed=fields.text("seed", default=""),
        prerequisites=fields.texts("prerequisites", default=()),
        languages=languages,
        titles=fields.by_language("title", languages),
        topics=fields.by_language("topic", languages),
        names=fields.names(),
        about=fields.texts("about", default=()),
    )


def discover(root: Path) -> Iterator[Exercise]:
    """Every exercise of the kit; raises BadExercise at the first damaged one."""
    return (load(root, exercise_id) for exercise_id in ids(root))


class _Fields:
    """The fields of one `exercise.toml`, each checked as it is read."""

    def __init__(self, file: Path) -> None:
        import tomllib

        self.file = file
        try:
            self.data = tomllib.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise self.bad("", _("a file"), _("nothing")) from None
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise self.bad("", _("readable TOML"), str(error)) from None

    def bad(self, field: str, expected: str, found: str) -> BadExercise:
        return BadExercise(self.file, field, expected, found)

    def text(self, field: str, default: str | None = None) -> str:
        value = self.data.get(field, default)
        if not isinstance(value, str):
            raise self.bad(field, _("a text"), _found(value))
        return value

    def whole(self, field: str) -> int:
        value = self.data.get(field)
        if type(value) is not int or value < 1:
            raise self.bad(field, _("a whole number above 0"), _found(value))
        return value

    def texts(
        self, field: str, among: tuple[str, ...] = (), default: tuple[str, ...] | None = None
    ) -> tuple[str, ...]:
        value = self.data.get(field, default)
        if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
            raise self.bad(field, _("a list of texts"), _found(value))
        if default is None and not value:
            raise self.bad(field, _("a list that is not empty"), "[]")
        for one in value:
            if among and one not in among:
                raise self.bad(field, _("only {those}").format(those=", ".join(among)), repr(one))
        return tuple(value)

    def files(self) -> tuple[str, ...]:
        field = "files" if "files" in self.data else "module"
        names = self.texts("files") if field == "files" else (self.text("module"),)
        for name in names:
            if not re.fullmatch(r"[A-Za-z_]\w*\.py", name):
                raise self.bad(field, _('the name of a Python file such as "bank.py"'), repr(name))
        return names

    def by_language(self, field: str, languages: tuple[str, ...]) -> dict[str, str]:
        table = self.table(field)
        for language in languages:
            if not isinstance(table.get(language), str) or not table[language].strip():
                raise self.bad(f"{field}.{language}", _("a text"), _found(table.get(language)))
        return table

    def names(self) -> dict[str, str]:
        table = self.table("names")
        for name, kind in table.items():
            if kind not in NAME_KINDS:
                raise self.bad(f"names.{name}", " | ".join(NAME_KINDS), _found(kind))
        if not table:
            raise self.bad("names", _("at least one name"), _("none"))
        return table

    def table(self, field: str) -> dict[str, Any]:
        value = self.data.get(field)
        if not isinstance(value, dict):
            raise self.bad(field, _("a table"), _found(value))
        return value


def _found(value: object) -> str:
    return _("nothing") if value is None else repr(value)
