"""Which lines of the submission run, for `--coverage`; advice, so student code may disturb it."""

from __future__ import annotations

import os
import sys
from typing import Any


def new(folder: str) -> Any:
    """A measurement of the files below `folder`, kept in memory."""
    import coverage

    return coverage.Coverage(
        data_file=None, config_file=False, include=[folder + "/*"], messages=False
    )


def keep_own() -> None:
    """Where the kit itself is being measured: write down what has run until now, since a worker
    may be ended at any moment."""
    try:  # noqa: SIM105 (student code may make anything raise)
        sys.modules["coverage"].Coverage.current().get_data()
    except BaseException:
        pass


def covered(measurement: Any, folder: str) -> dict[str, list[int]]:
    """The lines that have run until now, by file relative to `folder`."""
    data = measurement.get_data()
    return {
        os.path.relpath(name, folder): sorted(data.lines(name) or ())
        for name in data.measured_files()
    }
