"""The same seed gives the same search and the same stories, to the byte, wherever it runs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from dataclasses import fields
from pathlib import Path
from textwrap import dedent

import pytest

from grader.interleaving import explore
from grader.interleaving.text import render

RUNS = 100
HASH_SEEDS = ("0", "1", "2", "77", "4294967295")

REPEATED = {
    "a race": """
        import threading
        class Account:
            balance = 0
            def deposit(self, amount):
                current = self.balance
                self.balance = current + amount
        def main():
            account = Account()
            threads = [threading.Thread(target=account.deposit, args=(n,)) for n in (1, 2)]
            for t in threads: t.start()
            for t in threads: t.join()
            return account.balance
    """,
    "a deadlock": """
        import threading
        def take(first, second):
            with first, second:
                pass
        def main():
            a, b = threading.Lock(), threading.Lock()
            one = threading.Thread(target=take, args=(a, b))
            two = threading.Thread(target=take, args=(b, a))
            one.start(), two.start()
            one.join(), two.join()
    """,
    "a pool": """
        from concurrent.futures import ThreadPoolExecutor, as_completed
        seats = 1
        def book(n):
            global seats
            if seats > 0:
                seats -= 1
                return n
        def main():
            with ThreadPoolExecutor(2) as pool:
                futures = [pool.submit(book, n) for n in range(2)]
                return [future.result() for future in as_completed(futures)], seats
    """,
}
PROGRAMS = REPEATED | {
    "many futures": """
        from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, as_completed, wait
        order = []
        def work(n):
            order.append(n)
            return n
        def main():
            with ThreadPoolExecutor(3) as pool:
                futures = [pool.submit(work, n) for n in range(5)]
                done, left = wait(futures, return_when=FIRST_COMPLETED)
                seen = [future.result() for future in as_completed(left)]
                return [future.result() for future in done], seen
    """,
    "threads in a set": """
        import threading
        order = []
        def main():
            threads = {threading.Thread(target=order.append, args=(n,)) for n in range(4)}
            for t in threads: t.start()
            for t in threads: t.join()
            return order
    """,
    "conditions, queues and time": """
        import queue, threading, time
        box, log, filled = queue.Queue(), [], threading.Condition()
        def put(n):
            time.sleep(n)
            box.put(n)
            with filled:
                filled.notify()
        def get():
            with filled:
                if box.empty():
                    filled.wait(5)
            log.append(box.get(timeout=1))
        def main():
            threads = [threading.Thread(target=put, args=(n,)) for n in range(2)]
            threads += [threading.Thread(target=get) for _ in range(2)]
            for t in threads: t.start()
            for t in threads: t.join()
            return log, round(time.monotonic(), 3)
    """,
    "objects that refer to themselves": """
        import threading
        living = 0
        class Node:
            def __init__(self):
                global living
                living += 1
                self.me = self
            def __del__(self):
                global living
                living -= 1
        def work():
            Node()
            Node().me = None
        def main():
            threads = [threading.Thread(target=work) for _ in range(2)]
            for t in threads: t.start()
            for t in threads: t.join()
            return living
    """,
}


def told(folder: Path, source: str, schedules: int = 6, stories: int = 9) -> str:
    """All that a search finds out, as text, and the first stories."""
    file = folder / "program.py"
    file.write_text(dedent(source))
    found = explore(f"{file}:main", schedules=schedules, seconds=1e6, seed=5)
    tally = {f.name: getattr(found.tally, f.name) for f in fields(found.tally)}
    lines = [repr({**tally, "seconds": 0})]
    lines += [repr((o.key, o.schedule, o.count, o.strategy)) for o in found.outcomes]
    lines += [render(found.story(o), found.tally.schedules) for o in found.outcomes[:stories]]
    return "\n".join(lines)


@pytest.mark.parametrize("name", REPEATED)
def test_a_hundred_runs_in_one_process_are_the_same(tmp_path: Path, name: str):
    seen = Counter(told(tmp_path, REPEATED[name], stories=1) for _ in range(RUNS))
    assert list(seen.values()) == [RUNS]
    assert "schedule: " in next(iter(seen))


def test_processes_with_different_hashes_are_the_same(tmp_path: Path):
    seen = []
    for number, seed in enumerate(HASH_SEEDS):
        # A longer environment and path also move what lies behind them in memory.
        folder = tmp_path / ("x" * number * 20 or "x")
        folder.mkdir()
        run = subprocess.run(
            [sys.executable, __file__, folder],
            env={**os.environ, "PYTHONHASHSEED": seed, "MORE": "x" * number * 1000},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert run.stderr == ""
        seen.append(run.stdout)
    assert seen[0].count("schedule: ") > len(PROGRAMS)
    assert seen == seen[:1] * len(HASH_SEEDS)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    for source in PROGRAMS.values():
        print(told(Path(sys.argv[1]), source, schedules=10, stories=2))
