"""What every verb is told: where the kit is, and how to write to this terminal."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TextIO


class Exit(IntEnum):
    """The exit statuses of the command line."""

    OK = 0
    FAILED = 1
    WRONG_USE = 2
    KIT_FAILED = 3
    INTERRUPTED = 130


NARROWEST = 40  # cells; below this a line cannot be laid out any more


@dataclass(frozen=True, slots=True)
class Settings:
    """`root` is the kit's folder; with `debug` the kit's own tracebacks are shown."""

    root: Path
    debug: bool = False


def kit_root() -> Path:
    """The folder that holds `exercises/`: where this package lies, else the current folder."""
    beside = Path(__file__).resolve().parents[2]
    return beside if (beside / "exercises").is_dir() else Path.cwd()


def wants_color(stream: TextIO) -> bool:
    """Whether to colour what goes to `stream`: a terminal, and neither NO_COLOR nor a dumb one."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


def width() -> int:
    """The width to write for, in terminal cells."""
    return max(NARROWEST, shutil.get_terminal_size().columns)
