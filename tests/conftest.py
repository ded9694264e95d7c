"""What the tests share."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from kits import FIXTURES, Kit

from grader import measuring
from grader.grading import Grader


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="also run the long sweeps")


def pytest_configure(config: pytest.Config) -> None:
    coverage = sys.modules.get("coverage")
    current = coverage and coverage.Coverage.current()
    if current:
        # Also the supervisor process and its workers, which run as another user.
        folder = Path(current.get_option("run:data_file")).resolve().parent
        folder.mkdir(exist_ok=True)
        folder.chmod(0o1777)
        os.environ[measuring.FOLDER] = str(folder)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--slow"):
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    config.hook.pytest_deselected(items=slow)
    items[:] = [item for item in items if item not in slow]


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    """Two exercises: ex01_add, and ex02_join of two files."""
    root = tmp_path / "kit"
    shutil.copytree(FIXTURES / "kit", root, ignore=shutil.ignore_patterns("__pycache__", ".grader"))
    return Kit(root)


@pytest.fixture(scope="session")
def warm_grader() -> Iterator[Grader]:
    """One grader for all tests that need no command line: its supervisor starts once."""
    with Grader() as grader:
        yield grader
