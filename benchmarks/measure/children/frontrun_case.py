"""Ask frontrun about one program: frontrun_case.py FILE FORM STRATEGY SEEDS ENOUGH LIMIT

FORM is `main` (one worker, which calls main()) or `parts` (setup, workers, invariant); STRATEGY is
`random` or `dpor`. Runs in frontrun's interpreter, below its command-line wrapper, with what it
does by default. No seed is begun after ENOUGH seconds, nor after a run without a verdict, which
leaves threads behind.
"""

from __future__ import annotations

import os
import sys
import time
from types import ModuleType
from typing import Any

import frontrun
from loading import load
from telling import end_after, tell

VERDICTS = {True: "holds", False: "found", None: "gave up"}


def main() -> None:
    file, form, strategy = sys.argv[1:4]
    seeds, enough, limit = int(sys.argv[4]), float(sys.argv[5]), float(sys.argv[6])
    end_after(limit)
    case = described(load(file), form)
    start = time.perf_counter()
    for seed in range(seeds if strategy == "random" else 1):
        options = {"seed": seed} if strategy == "random" else {}
        verdict = ask(**case, strategy=strategy, **options)
        if verdict not in ("found", "holds") or time.perf_counter() - start > enough:
            break
    # Threads that hang must not keep the process.
    os._exit(0)


def described(program: ModuleType, form: str) -> dict[str, Any]:
    if form == "parts":
        holds = getattr(program, "invariant", lambda _state: True)
        return {"setup": program.setup, "workers": list(program.WORKERS), "invariant": holds}
    return {
        "setup": lambda: None,
        "workers": [lambda _state: program.main()],
        "invariant": lambda _state: True,
    }


def ask(**case: Any) -> str:
    start = time.perf_counter()
    try:
        # A counterexample need not be run again: that would only cost frontrun time.
        result = frontrun.explore(**case, reproduce_on_failure=0)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        tell(verdict="error", schedules=0, seconds=time.perf_counter() - start, reason=reason)
        return "error"
    seconds = time.perf_counter() - start
    verdict = VERDICTS[result.property_holds]
    reason = (result.explanation or result.inconclusive_reason or "").strip().partition("\n")[0]
    tell(verdict=verdict, schedules=result.num_explored, seconds=seconds, reason=reason)
    return verdict


if __name__ == "__main__":
    main()
