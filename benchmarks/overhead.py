"""What do supervision, evidence and the gate add to a grading? Milliseconds, side by side.

    python benchmarks/overhead.py [--times N]

Every row is measured once in each round, so that whatever else the machine does meets all of them.
The ratio is to the first row: the same answer, imported and called in a bare fork.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

KIT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(KIT))

from grader.lab import Lab, Submission  # noqa: E402
from grader.supervisor import Order, Supervisor  # noqa: E402
from grader.supervisor.evidence import Watcher  # noqa: E402
from grader.supervisor.nameless import held_by  # noqa: E402

ANSWER = b"""
from concurrent.futures import ThreadPoolExecutor

def f(work):
    with ThreadPoolExecutor(2) as pool:
        return sum(pool.map(work, range(8)))
"""
CHILDREN = b"""
import os, time
for _ in range(4):
    if os.fork() == 0:
        time.sleep(600)
"""


def plainly(answer: Any) -> Any:
    return answer.f(abs)


def at_the_gate(answer: Any, work: Any) -> Any:
    return answer.f(work)


def bare_fork() -> None:
    """What there would be without the kit."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bank.py")
        path.write_bytes(ANSWER)
        mine, theirs = os.pipe()
        pid = os.fork()
        if pid == 0:
            names: dict[str, Any] = {}
            exec(compile(path.read_bytes(), str(path), "exec"), names)
            os.write(theirs, str(names["f"](abs)).encode())
            os._exit(0)
        os.read(mine, 100)
        os.waitpid(pid, 0)
        os.close(mine)
        os.close(theirs)


def nameless(watcher: Watcher) -> None:
    held_by([watcher.pid, *(found.pid for found in watcher.look())])


@contextmanager
def watched(supervisor: Supervisor) -> Iterator[Watcher]:
    """A watcher of a worker with four children."""
    with supervisor.start(Order(files={"a.py": CHILDREN})) as worker:
        worker.ask("load", 60.0, module="a", file="a.py")
        yield Watcher(worker.pid)


@click.command(help=__doc__)
@click.option("--times", default=30, show_default=True, type=click.IntRange(min=1))
def main(times: int) -> None:
    if not hasattr(os, "fork"):
        raise SystemExit("This compares with a fork.")
    with Supervisor() as supervisor, watched(supervisor) as watcher:
        lab = Lab(
            submission=Submission({"bank.py": ANSWER}, "bank.py"),
            names={"f": "function"},
            supervisor=supervisor,
        )
        items = {n: n for n in range(8)}
        rows: dict[str, Callable[[], Any]] = {
            "bare fork, import, call": bare_fork,
            "a worker, started and ended": lambda: supervisor.start(Order(files={})).end(),
            "lab.run": lambda: lab.run(plainly),
            "lab.gate, calls only counted": lambda: lab.gate(at_the_gate, items=items),
            "lab.gate, judged in virtual time": lambda: lab.gate(
                at_the_gate, items=items, workers=1, efficiency=0.5
            ),
            "one look at a tree of five": watcher.look,
            "the close look when it is over": watcher.look_closely,
            "its open segments": watcher.note_segments,
            "a look, and files without a name": lambda: nameless(watcher),
        }
        print("isolation: " + ", ".join(supervisor.isolation))
        table(measured(rows, times))


def measured(rows: dict[str, Callable[[], Any]], times: int) -> dict[str, list[float]]:
    """Milliseconds of each row in each round, after one that does not count."""
    taken: dict[str, list[float]] = {name: [] for name in rows}
    for number in range(times + 1):
        for name, act in rows.items():
            began = time.perf_counter()
            act()
            if number:
                taken[name].append(1000 * (time.perf_counter() - began))
    return taken


def table(taken: dict[str, list[float]]) -> None:
    first = statistics.median(next(iter(taken.values())))
    print(f"{'':<34} {'median':>9} {'least':>9} {'most':>9} {'ratio':>7}")
    for name, figures in taken.items():
        middle = statistics.median(figures)
        print(
            f"{name:<34} {middle:>6.2f} ms {min(figures):>6.2f} ms {max(figures):>6.2f} ms "
            f"{middle / first:>7.2f}"
        )


if __name__ == "__main__":
    main()
