"""Small kits to grade with, and the command line as a person runs it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import grader.__main__
from grader.cli import main

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
    """Run the command line with `args`, as a person would.

    In a copy of this process where there can be one: starting Python anew takes longer than most
    of what is tested. `run_anew` is for tests of what happens before the command line is there.
    """
    if not hasattr(os, "fork"):
        return run_anew(*args, cwd=cwd, **environment)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        pid = os.fork()
        if pid == 0:
            _become_grader(
                [str(arg) for arg in args],
                cwd or Path.cwd(),
                plain_environment(**environment),
                (out.fileno(), err.fileno()),
            )
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        for stream in (out, err):
            stream.seek(0)
        return Ran(status, out.read().decode("utf-8"), err.read().decode("utf-8"))


def run_anew(*args: object, cwd: Path | None = None, **environment: str) -> Ran:
    """Run `python -m grader` with `args`: a new interpreter, as slow as it is for a person."""
    done = subprocess.run(
        [sys.executable, "-m", "grader", *map(str, args)],
        capture_output=True,
        timeout=120,
        cwd=cwd,
        env=plain_environment(**environment),
    )
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def _become_grader(
    args: list[str], cwd: Path, environment: dict[str, str], streams: tuple[int, int]
) -> NoReturn:
    """Turn this process into one of the grader, up to its end."""
    status: Any = 70
    try:
        stdin = os.open(os.devnull, os.O_RDONLY)
        for target, source in enumerate((stdin, *streams)):
            os.dup2(source, target)
        sys.stdin = open(0, closefd=False)  # noqa: SIM115
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        os.chdir(cwd)
        os.environ.clear()
        os.environ.update(environment)
        # What `python -m grader` makes of it: help and jobs go by this.
        sys.modules["__main__"] = grader.__main__
        sys.argv = [str(grader.__main__.__file__), *args]
        main(args)
    except SystemExit as leaving:
        status = int(leaving.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


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

    def run_anew(self, *args: object, **environment: str) -> Ran:
        return run_anew("--root", self.root, *args, cwd=self.root, **environment)

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
