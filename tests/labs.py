"""What the tests of the lab share: labs around a few lines of source."""

from __future__ import annotations

import textwrap
import time
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from grader.check import Rejected
from grader.lab import Lab, Submission
from grader.result import Diagnosis
from grader.supervisor import Supervisor


def call_f(answer: Any, *args: Any) -> Any:
    """The scenario of most tests."""
    return answer.f(*args)


def lab_for(
    supervisor: Supervisor, source: str, names: Mapping[str, str] | None = None, **how: Any
) -> Lab:
    """A lab around `bank.py` with this source, which has to define the function `f`."""
    content = textwrap.dedent(source).encode()
    return Lab(
        submission=Submission({"bank.py": content}, "bank.py"),
        names={"f": "function"} if names is None else names,
        supervisor=supervisor,
        **{"seed": 7, "check_id": "check", **how},
    )


def rejection(verb: Callable[..., Any], *args: Any, **how: Any) -> Diagnosis:
    """The diagnosis with which a verb rejects the answer."""
    with pytest.raises(Rejected) as caught:
        verb(*args, **how)
    return caught.value.diagnosis


def processes_left(supervisor: Supervisor, seconds: float = 5.0) -> list[int]:
    """The pids of everything the supervisor has started and not ended, itself and a spare worker
    left out.

    A keeper that has done its duty needs a moment to leave, and more of it to leave its coverage.
    """
    supervisor._spare.drop()
    limit = time.monotonic() + seconds
    while True:
        left = [f.pid for f in supervisor.alive() if f.pid != supervisor.pid]
        if not left or time.monotonic() > limit:
            return left
        time.sleep(0.005)
