"""A slice of what `benchmarks/gate.py` measures: right programs pass, wrong ones do not."""

from __future__ import annotations

import importlib
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import psutil
import pytest
from kits import REPOSITORY, plain_environment

BENCHMARKS = REPOSITORY / "benchmarks"
QUICK_RIGHT = ("pool_map", "work_stealing", "main_takes_a_share")
QUICK_WRONG = ["many_connections", "done_twice", "replaced_work"]
if hasattr(socket, "SCM_CREDENTIALS"):  # elsewhere nobody tells who writes on a connection
    QUICK_WRONG.append("borrowed_connections")


def run_benchmark(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(BENCHMARKS / "gate.py"), *map(str, arguments)],
        env=plain_environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=240,
    )


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """benchmarks/gate.py, not run."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("gate")


def test_right_programs_pass_and_wrong_ones_do_not(tmp_path: Path) -> None:
    numbers, page = tmp_path / "all.json", tmp_path / "page.md"
    chosen = [f"--only={name}" for name in (*QUICK_RIGHT, *QUICK_WRONG)]
    done = run_benchmark(
        *chosen, *("--condition", "quiet", "--jobs", 2, "--json", numbers, "--markdown", page)
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(numbers.read_text(encoding="utf-8"))
    verdicts = {(row["program"]["name"], row["method"]): row["verdict"] for row in told}
    assert {name for name, _method in verdicts} == {*QUICK_RIGHT, *QUICK_WRONG}
    for (name, method), verdict in verdicts.items():
        assert verdict == ("passed" if name in QUICK_RIGHT else "refused"), (name, method)
    assert {row["speedup"] for row in told if row["program"]["side"] == "right"} == {4.0}
    assert "0 wrongly refused" in done.stdout
    assert "| pool_map | " in page.read_text(encoding="utf-8")
    assert f"{len(told)}/{len(told)} quiet: " in done.stderr


def test_there_are_programs_enough_and_each_says_what_it_is(gate: ModuleType) -> None:
    every = gate.programs()
    sides = [program.side.value for program in every]
    assert sides.count("right") >= 8
    assert sides.count("wrong") >= 20
    assert len({program.name for program in every}) == len(every)
    assert all(len(program.about) > 10 for program in every)


def test_a_wrong_verdict_is_a_fault_and_fails_the_benchmark(gate: ModuleType) -> None:
    made = []
    for side, verdict in (("right", "refused"), ("wrong", "passed"), ("right", "undecided")):
        program = gate.Program(gate.Side(side), "some")
        grading = gate.Grading(program, "python", gate.Condition.QUIET, "fork", 4, 1)
        made.append((grading, gate.Outcome(gate.Verdict(verdict), "why", "", 1.0, 0.1)))
    faults = list(gate.shown_faults(made))
    assert [fault.partition(":")[0] for fault in faults] == [
        "a right program failed",
        "a wrong program passed",
    ]
    right, wrong = (gate.verdicts_sheet(made, side) for side in gate.Side)
    assert "2 gradings: 1 wrongly refused, 1 undecided, 0 broken." in right.notes
    assert "1 gradings: 1 wrongly passed, 0 undecided, 0 broken." in wrong.notes


def test_a_name_that_no_program_has_is_refused() -> None:
    done = run_benchmark("--only", "nothing")
    assert done.returncode == 2
    assert "'nothing' is not one of" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="there the terminal tells every process itself")
def test_interrupted_it_says_how_far_it_came_and_leaves_nobody() -> None:
    # Started in the background, a process ignores the signal.
    code = (
        "import runpy, signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "sys.argv[0] = %r; sys.path.insert(0, %r); runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    options = ("--only", "pool_map", "--only", "sequential", "--condition", "busy", "--times", "50")
    with subprocess.Popen(
        [sys.executable, "-c", code % (str(BENCHMARKS / "gate.py"), str(BENCHMARKS)), *options],
        env=plain_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as benchmark:
        assert benchmark.stderr is not None
        assert benchmark.stderr.readline().startswith("1/300 busy: pool_map")
        family = psutil.Process(benchmark.pid).children(recursive=True)
        benchmark.send_signal(signal.SIGINT)
        _out, err = benchmark.communicate(timeout=120)
    assert benchmark.returncode == 130
    assert "of 300 gradings." in err
    assert family
    assert psutil.wait_procs(family, timeout=30)[1] == []
