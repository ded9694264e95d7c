"""How many CPUs there are to use: the least of what affinity and control groups allow."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

CGROUPS = Path("/sys/fs/cgroup")
OWN_GROUPS = Path("/proc/self/cgroup")


def usable_cpus() -> int:
    """Whole CPUs that this process may use at once; at least 1."""
    quota = cpu_quota()
    return affinity() if quota is None else max(1, min(affinity(), int(quota)))


def affinity() -> int:
    """The CPUs that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def cpu_quota() -> float | None:
    """CPU seconds a second that the control groups of this process leave it, None: no limit.

    A container's `--cpus` is such a quota; neither `os.cpu_count` nor the affinity shows it.
    """
    return min(_quotas(), default=None)


def _quotas() -> Iterator[float]:
    """The limits of the own group and of all above it: `cpu.max` or, in version 1, `cfs_quota_us`.

    Inside a container the path of the group may be the host's, so what is not there is skipped.
    """
    with contextlib.suppress(OSError):
        for line in OWN_GROUPS.read_text().splitlines():
            _number, controllers, inside = line.split(":", 2)
            if controllers and "cpu" not in controllers.split(","):
                continue
            for mount in ("cpu", "cpu,cpuacct") if controllers else ("", "unified"):
                group = CGROUPS / mount / inside.lstrip("/")
                for folder in (group, *group.parents):
                    if not folder.is_relative_to(CGROUPS / mount):
                        break
                    yield from _quota_of(folder)


def _quota_of(folder: Path) -> Iterator[float]:
    with contextlib.suppress(OSError, ValueError):
        quota, period = (folder / "cpu.max").read_text().split()
        yield int(quota) / int(period)  # "max" is no number: no limit
    with contextlib.suppress(OSError, ValueError):
        quota_us = int((folder / "cpu.cfs_quota_us").read_text())
        if quota_us > 0:
            yield quota_us / int((folder / "cpu.cfs_period_us").read_text())
