"""The command that asks whether luck decides."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from types import ModuleType
from typing import Any

import psutil
import pytest
from kits import REPOSITORY, plain_environment

SCRIPT = REPOSITORY / "benchmarks" / "repeat.py"


@pytest.fixture
def repeat() -> ModuleType:
    spec = importlib.util.spec_from_file_location("repeat", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["repeat"] = module  # dataclasses look there
    spec.loader.exec_module(module)
    return module


def case(verdict: str, *faults: str) -> dict[str, Any]:
    return {"verdicts": {"adds": verdict}, "faults": list(faults)}


def test_a_case_that_always_says_the_same_is_steady(repeat: ModuleType) -> None:
    record = repeat.Record()
    for _run in range(3):
        record.add(case("race"))
    assert record.steady
    assert "    3         1       0" in "\n".join(repeat.table({"ex01  stub": record}))


def test_another_verdict_or_a_fault_is_shown_below_the_row(repeat: ModuleType) -> None:
    differing, faulty = repeat.Record(), repeat.Record()
    for verdict in ("race", "passed", "race"):
        differing.add(case(verdict))
    faulty.add(case("passed", "adds: expected race, got passed"))
    assert not differing.steady and not faulty.steady
    text = "\n".join(repeat.table({"a": differing, "b": faulty}))
    assert "2 x adds=race\n      1 x adds=passed" in text
    assert "1 x adds: expected race, got passed" in text
    assert "2 cases, 2 of them unsteady." in text


def test_burners_end_with_the_block(repeat: ModuleType) -> None:
    with repeat.burning(2) as burners:
        assert [burner.poll() for burner in burners] == [None, None]
    assert all(burner.returncode is not None for burner in burners)


@pytest.mark.skipif(os.name != "posix", reason="there it is the block alone that ends them")
def test_burners_do_not_outlive_a_killed_parent(repeat: ModuleType) -> None:
    code = (
        "import runpy, time; burning = runpy.run_path(%r)['burning']\n"
        "with burning(1) as [burner]: print(burner.pid, flush=True); time.sleep(600)"
    )
    command = [sys.executable, "-c", code % str(SCRIPT)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=plain_environment()) as parent:
        assert parent.stdout is not None
        burner = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    assert psutil.wait_procs([burner], timeout=30)[1] == []


@pytest.mark.slow
def test_two_runs_of_an_exercise_agree() -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "ex01", "--times", "2"],
        capture_output=True,
        text=True,
        env=plain_environment(),
        timeout=280,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "run 2/2" in done.stdout
    assert "0 of them unsteady" in done.stdout
