"""Ask a child process, under a time limit. It answers with one JSON object a line."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import psutil

KIT = Path(__file__).resolve().parents[2]
CHILDREN = Path(__file__).resolve().parent / "children"
GRACE = 5.0
"""Seconds after which a child ends itself, should nobody have done it at its limit."""


class End(StrEnum):
    FINISHED = "finished"
    LIMIT = "limit"
    FAILED = "failed"


@dataclass(frozen=True)
class Answer:
    """`lines` is what it told, also when its time ran out; `complaint` its last line of stderr."""

    lines: list[dict[str, Any]]
    end: End
    seconds: float
    complaint: str = ""


def ask(
    script: str, *arguments: object, limit: float, python: Sequence[str] = (sys.executable,)
) -> Answer:
    """Run children/`script`, for up to `limit` seconds. The limit is its last argument, too."""
    own_end = int(limit + GRACE)
    command = [*python, str(CHILDREN / script), *map(str, arguments), str(own_end)]
    environment = {**os.environ, "PYTHONPATH": str(KIT), "PYTHONHASHSEED": "0"}
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        env=environment,
    )
    end = End.FINISHED
    try:
        out, err = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        end = End.LIMIT
        kill(process)
        out, err = process.communicate()
    except BaseException:
        kill(process)
        process.communicate()
        raise
    if end is End.FINISHED and process.returncode != 0:
        end = End.FAILED
    lines = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
    complaint = err.strip().splitlines()[-1] if err.strip() else ""
    return Answer(lines, end, time.perf_counter() - start, complaint)


def kill(process: subprocess.Popen[str]) -> None:
    """With its own children: a wrapper that is killed leaves behind what it wraps."""
    with contextlib.suppress(psutil.NoSuchProcess):
        family = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        for member in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                member.kill()
