"""The benchmark that holds the engine to what it claims."""

from __future__ import annotations

import contextlib
import importlib
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import psutil
import pytest
from kits import REPOSITORY, plain_environment

BENCHMARKS = REPOSITORY / "benchmarks"


def run_benchmark(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(BENCHMARKS / "engine.py"), *map(str, arguments)],
        env=plain_environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=240,
    )


@pytest.fixture
def measure(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """benchmarks/measure, with the modules that the tests here need."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    for name in ("child", "classics", "peers", "power", "sheet"):
        importlib.import_module(f"measure.{name}")
    return sys.modules["measure"]


def test_one_classic_is_found_and_its_twin_left_alone(tmp_path: Path) -> None:
    numbers, page = tmp_path / "numbers.json", tmp_path / "page.md"
    done = run_benchmark(
        *("--only", "lost_update_attribute", "--seeds", 2, "--parts", "power,twins"),
        *("--twin-seconds", 0.5, "--json", numbers, "--markdown", page),
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(numbers.read_text(encoding="utf-8"))

    [hunt] = told["bugs"]
    assert (hunt["name"], hunt["found"]) == ("lost_update_attribute", 2)
    assert hunt["findings"] == {"wrong result": 2}
    assert sum(hunt["strategies"].values()) == 2
    assert min(hunt["schedules"]) >= 1
    assert len(hunt["preemptions"]) == 2 and min(hunt["preemptions"]) >= 1

    [twin] = told["twins"]
    assert twin["accusations"] == {}
    assert twin["schedules"] > 1

    rows = [line.split() for line in done.stdout.splitlines()]
    bug, acquitted = (row for row in rows if "lost_update_attribute" in row)
    assert "2/2" in bug
    assert acquitted[-1] == "no"
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    assert "| lost_update_attribute | wrong result | 2/2 |" in page.read_text(encoding="utf-8")
    assert "2/2 twins: lost_update_attribute" in done.stderr


def test_speed_and_memory_are_told_for_each_program(tmp_path: Path) -> None:
    numbers = tmp_path / "numbers.json"
    sizes = ("--schedules", 20, "--growth", 200)
    done = run_benchmark("--parts", "speed", *sizes, "--json", numbers)
    assert done.returncode == 0, done.stderr
    told = json.loads(numbers.read_text(encoding="utf-8"))["speeds"]
    assert [rate["program"] for rate in told] == ["plain", "locks", "pool"]
    for rate in told:
        assert rate["trouble"] == {}
        assert len(rate["rates"]) == len(rate["cpu_rates"]) == 5
        assert min(rate["memory_before"], rate["memory_after"]) > 0
        assert rate["memory_schedules"] == 180
        assert rate["frontrun"] == {}
    assert "frontrun" not in done.stdout


def test_a_classic_that_does_not_exist_is_refused_by_name() -> None:
    done = run_benchmark("--only", "abbba")
    assert done.returncode == 2
    assert "'abbba' is not one of abba," in done.stderr


def test_every_classic_has_a_bug_and_a_twin(measure: ModuleType) -> None:
    names = measure.classics.classics()
    assert len(names) == 20
    assert all(classic.twin.is_file() for classic in names)
    without = [classic.name for classic in names if not classic.has_parts]
    assert without == ["main_holds_lock", "pool_starvation"]


def command(process: psutil.Process) -> list[str]:
    """Its command line; none of one that has ended meanwhile."""
    with contextlib.suppress(psutil.Error):
        return process.cmdline()
    return []


def test_a_child_that_hangs_is_ended_at_its_limit(measure: ModuleType) -> None:
    hangs = measure.classics.Classic("stop_flag").bug
    answer = measure.child.ask("native_stress.py", hangs, 600, 600, limit=1.0)
    assert answer.end == "limit"
    assert answer.lines == []
    mine = [command(process) for process in psutil.Process().children(recursive=True)]
    assert not [words for words in mine if "native_stress.py" in " ".join(words)]


def test_a_bug_that_one_seed_missed_breaks_the_promise(measure: ModuleType) -> None:
    seen = {"schedules": [4], "seconds": [0.002], "strategies": {"PCT": 1}}
    missed = measure.power.Hunt("abba", 2, 1, **seen, findings={"deadlock": 1}, preemptions=[1])
    assert not missed.always_found
    sheet = measure.power.hunts_sheet([missed])
    assert sheet.rows[0][2] == "1/2"
    assert sheet.notes[0].startswith("0 of 1 found with every seed")


def test_an_accused_twin_stands_out(measure: ModuleType) -> None:
    accused = measure.power.Acquittal("abba", 2, True, accusations={"deadlock": 1})
    assert not accused.left_alone
    assert measure.power.acquittals_sheet([accused]).rows[0][-1] == "DEADLOCK"


def test_what_a_peer_said_is_told_as_it_said_it(measure: ModuleType) -> None:
    of = measure.peers.Verdict
    both = of("abba", "parts", "random", {"found": 1, "holds": 1}, [3, 200], [0.2, 3.0])
    assert str(both) == "found 1/2, holds 1/2 (102, 1.6 s)"
    assert str(of("abba", "parts", "dpor", {"limit": 1})) == "limit"
    assert str(of("pool_starvation", "parts", "dpor", {"-": 1})) == "-"
    crash = of("abba", "main", "random", {"found": 1}, [1], [1.0], "Worker crash in execution 1")
    assert "Worker crash" in measure.peers.peers_sheet([], [crash], [], ["abba"]).notes[-1]
