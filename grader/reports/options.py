"""What a report may be told besides the results."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """`width` is in terminal cells; `kit_root` is the folder that `Result.file` is relative to.

    `next_exercise` is the id of the exercise to try next, "" when that is not known.
    """

    color: bool = False
    width: int = 80
    kit_root: Path = Path()
    next_exercise: str = ""
