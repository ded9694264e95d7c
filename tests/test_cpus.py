"""How many CPUs there are to use, read from control groups that stand in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader import cpus


@pytest.fixture
def groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where control groups are made; the process is in /job/step."""
    monkeypatch.setattr(cpus, "CGROUPS", tmp_path)
    monkeypatch.setattr(cpus, "OWN_GROUPS", tmp_path / "own")
    monkeypatch.setattr(cpus, "affinity", lambda: 8)
    (tmp_path / "own").write_text("0::/job/step\n")
    (tmp_path / "job" / "step").mkdir(parents=True)
    return tmp_path


def test_without_a_quota_the_affinity_counts(groups: Path) -> None:
    assert cpus.cpu_quota() is None
    (groups / "job" / "step" / "cpu.max").write_text("max 100000\n")
    assert cpus.cpu_quota() is None
    assert cpus.usable_cpus() == 8


def test_the_least_quota_of_all_groups_above_counts(groups: Path) -> None:
    (groups / "job" / "step" / "cpu.max").write_text("400000 100000\n")
    (groups / "job" / "cpu.max").write_text("250000 100000\n")
    assert cpus.cpu_quota() == pytest.approx(2.5)
    assert cpus.usable_cpus() == 2


def test_a_quota_of_less_than_a_cpu_leaves_one(groups: Path) -> None:
    (groups / "cpu.max").write_text("20000 100000\n")
    assert cpus.usable_cpus() == 1


def test_groups_of_version_1_are_read_as_well(groups: Path) -> None:
    (groups / "own").write_text("4:memory:/elsewhere\n3:cpu,cpuacct:/docker/7\n")
    folder = groups / "cpu,cpuacct"  # a container sees its own group as the root
    folder.mkdir()
    (folder / "cpu.cfs_quota_us").write_text("-1\n")
    (folder / "cpu.cfs_period_us").write_text("100000\n")
    assert cpus.cpu_quota() is None
    (folder / "cpu.cfs_quota_us").write_text("300000\n")
    assert cpus.usable_cpus() == 3


def test_a_system_without_control_groups_has_no_quota(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cpus, "OWN_GROUPS", tmp_path / "nothing")
    assert cpus.cpu_quota() is None
    assert cpus.usable_cpus() == cpus.affinity() >= 1
