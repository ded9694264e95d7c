"""What is handed in for one exercise: which files, and where they lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.exercise import Exercise


@dataclass(frozen=True, slots=True)
class Answer:
    """The files of an answer by their names in the exercise, the one that is called first."""

    files: Mapping[str, Path]

    @classmethod
    def in_folder(cls, exercise: Exercise, folder: Path) -> Answer:
        """The exercise's files as they lie in `folder`."""
        return cls({name: folder / name for name in exercise.files})

    @classmethod
    def from_path(cls, exercise: Exercise, path: Path) -> Answer:
        """`path` as the exercise's module, whatever its name; further files lie beside it."""
        if path.is_dir() and len(exercise.files) > 1:
            return cls.in_folder(exercise, path)
        first, *others = exercise.files
        return cls({first: path, **{name: path.parent / name for name in others}})

    @property
    def name(self) -> str:
        """The name of the module that the suite calls, such as "bank.py"."""
        return next(iter(self.files))

    @property
    def path(self) -> Path:
        """Where that module lies."""
        return self.files[self.name]
