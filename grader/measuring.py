"""Lets those who work on the kit measure the coverage of its own processes.

The supervisor process and its workers see nothing of the grader's environment, and a worker may
write nowhere but in its sandbox. Who sets GRADER_MEASURED to a folder while coverage measures
subprocesses opens both up: coverage starts in these processes too, and workers, student code with
them, may write into that folder. Unset, as for everybody who grades, nothing of it happens.
"""

from __future__ import annotations

import os

FOLDER = "GRADER_MEASURED"
_COVERAGE = "COVERAGE_PROCESS_CONFIG"


def environment() -> dict[str, str]:
    """What a process of the kit needs in its environment to be measured."""
    return {_COVERAGE: os.environ[_COVERAGE]} if _is_on() else {}


def writable() -> tuple[str, ...]:
    """The folders that a measured worker writes to besides its own."""
    return (os.environ[FOLDER],) if _is_on() else ()


def _is_on() -> bool:
    return bool(os.environ.get(FOLDER)) and _COVERAGE in os.environ
