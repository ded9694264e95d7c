"""Run a program again and again on real threads: native_stress.py FILE SECONDS PATIENCE LIMIT

A round that is not over after PATIENCE seconds counts as one that hangs.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from types import ModuleType

from loading import load
from telling import end_after, tell


def main() -> None:
    file, seconds, patience, limit = sys.argv[1], *map(float, sys.argv[2:])
    end_after(limit)
    program = load(file)
    sys.setswitchinterval(1e-6)
    start, rounds, found = time.perf_counter(), 0, ""
    while not found and time.perf_counter() - start < seconds:
        rounds += 1
        found = one_round(program, patience)
    tell(found=found, rounds=rounds, seconds=time.perf_counter() - start)
    # Threads that hang must not keep the process.
    os._exit(0)


def one_round(program: ModuleType, patience: float) -> str:
    """What went wrong, or "": the type of an exception in any thread, or "timeout"."""
    errors: list[str] = []
    threading.excepthook = lambda hook: errors.append(hook.exc_type.__name__)
    thread = threading.Thread(target=program.main, daemon=True)
    thread.start()
    thread.join(patience)
    if errors:
        return errors[0]
    return "timeout" if thread.is_alive() else ""


if __name__ == "__main__":
    main()
