"""Small kits to grade with, and the command line as a person runs it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parent.parent
FIXTURES = Path(__file__).parent / "fixtures"


def plain_environment(**more: str) -> dict[str, str]:
    """An environment in which nothing but the test decides how the grader speaks."""
    chosen = {
        name: value
        for name, value in os.environ.items()
        if name in ("PATH", "HOME", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP")
        or name.startswith(("COVERAGE_", "GRADER_MEASURED"))
    }
    return {**chosen, "LANG": "C.UTF-8", "PYTHONPATH": str(REPOSITORY), "COLUMNS": "80", **more}


def run_grader(*args: object, cwd: Path | None = None, **environment: str) -> Ran:
    """Run `python -m grader` with `args`, as a person would."""
    done = subprocess.run(
        [sys.executable, "-m", "grader", *map(str, args)],
        capture_output=True,
        timeout=120,
        cwd=cwd,
        env=plain_environment(**environment),
    )
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


@dataclass(frozen=True)
class Ran:
    """How a run of the command line ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Kit:
    """A kit of its own, to be changed at will."""

    root: Path

    def run(self, *args: object, **environment: str) -> Ran:
        return run_grader("--root", self.root, *args, cwd=self.root, **environment)

    def file(self, path: str) -> Path:
        return self.root / path

    def write(self, path: str, text: str | bytes) -> Path:
        file = self.file(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def change(self, path: str, old: str, new: str) -> None:
        """Replace `old`, which must be there, in one of the kit's files."""
        text = self.file(path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def solve(self, exercise: str) -> None:
        """Put the reference in the student's place."""
        for file in self.file(f"solutions/{exercise}").glob("*.py"):
            shutil.copy(file, self.file(f"exercises/{exercise}/{file.name}"))
