"""The programs that are searched: twenty classics, each with a corrected twin."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parents[1] / "classics"


@dataclass(frozen=True)
class Classic:
    name: str

    @property
    def bug(self) -> Path:
        return HOME / self.name / "bug.py"

    @property
    def twin(self) -> Path:
        return HOME / self.name / "fixed.py"

    @property
    def has_parts(self) -> bool:
        """Whether it can also be described as setup, workers and invariant."""
        return "\nWORKERS = " in self.bug.read_text(encoding="utf-8")


def classics() -> list[Classic]:
    return [Classic(folder.parent.name) for folder in sorted(HOME.glob("*/bug.py"))]
