"""The files through which a step talks to a GitHub runner; nothing happens where there are none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def set_outputs(values: Mapping[str, object]) -> None:
    """Set step outputs; the values hold no newline."""
    _append("GITHUB_OUTPUT", "".join(f"{name}={value}\n" for name, value in values.items()))


def add_summary(markdown: str) -> None:
    """Append to the job summary."""
    _append("GITHUB_STEP_SUMMARY", markdown)


def _append(variable: str, text: str) -> None:
    if path := os.environ.get(variable):
        with Path(path).open("a", encoding="utf-8", newline="\n") as file:
            file.write(text)
