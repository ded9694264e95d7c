"""How long a process was kept from running by others: a deadline should not count that."""

from __future__ import annotations

from pathlib import Path


def starved(pid: int) -> float:
    """Seconds that the threads of `pid` which still live have waited for a CPU.

    0.0 where the system does not say (Linux does) and for a process that is gone.
    """
    total = 0
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return 0.0
    for thread in threads:
        try:
            total += int((thread / "schedstat").read_text(encoding="ascii").split()[1])
        except (OSError, IndexError, ValueError):
            continue
    return total / 1e9
