"""Advice names unordered uses of data, and only those; searches say what they covered."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from grader.interleaving import explore
from grader.interleaving.outcome import Ending

START = """
    import queue, threading
    class Box: n = 0
    def run(*bodies):
        threads = [threading.Thread(target=body) for body in bodies]
        for t in threads: t.start()
        for t in threads: t.join()
"""

ORDERED = {
    "a lock": """
        lock = threading.Lock()
        def add():
            with lock: box.n += 1
        run(add, add)
        return box.n
    """,
    "starting and joining": """
        box.n = 1
        run(lambda: setattr(box, "n", 2))
        return box.n
    """,
    "an event": """
        done = threading.Event()
        def make():
            box.n = 5
            done.set()
        def use():
            done.wait()
            box.n += 1
        run(make, use)
        return box.n
    """,
    "a queue": """
        jobs = queue.Queue()
        def make():
            box.n = 5
            jobs.put(box)
        def use(): jobs.get().n += 1
        run(make, use)
        return box.n
    """,
    "a simple queue": """
        jobs = queue.SimpleQueue()
        def make():
            box.n = 5
            jobs.put(box)
        def use(): jobs.get().n += 1
        run(make, use)
        return box.n
    """,
    "a condition": """
        ready = threading.Condition()
        def make():
            with ready:
                box.n = 5
                ready.notify()
        def use():
            with ready:
                while not box.n: ready.wait()
            box.n += 1
        run(make, use)
        return box.n
    """,
}
UNORDERED = {
    "no lock": (
        """
        def add(): box.n += 1
        run(add, add)
        return box.n
        """,
        {("box.n", "read", "write"), ("box.n", "write", "write")},
    ),
    "two locks": (
        """
        a, b = threading.Lock(), threading.Lock()
        def one():
            with a: box.n = 1
        def two():
            with b: box.n = 2
        run(one, two)
        """,
        {("box.n", "write", "write")},
    ),
    "a flag": (
        """
        def wait():
            while not box.n: pass
        def stop(): box.n = 1
        run(wait, stop)
        """,
        {("box.n", "read", "write")},
    ),
    "a list": (
        """
        items = []
        def put(): items.append(1)
        def look(): return len(items)
        run(put, look)
        """,
        {("items", "read", "write")},
    ),
}


def program(folder: Path, body: str):
    lines = dedent(body).strip().splitlines()
    main = "\n".join(["def main():", "    box = Box()", *("    " + line for line in lines)])
    (folder / "program.py").write_text(dedent(START) + main + "\n")
    return explore(f"{folder / 'program.py'}:main", schedules=60)


@pytest.mark.parametrize("name", ORDERED)
def test_what_is_in_order_needs_no_advice(name: str, tmp_path: Path) -> None:
    assert program(tmp_path, ORDERED[name]).advice() == ()


@pytest.mark.parametrize("name", UNORDERED)
def test_what_is_not_in_order_is_named(name: str, tmp_path: Path) -> None:
    body, expected = UNORDERED[name]
    advice = program(tmp_path, body).advice()
    assert {
        (a.target or "items", *sorted([a.first.access, a.second.access])) for a in advice
    } == expected
    assert all("nothing puts them in order" in str(a) for a in advice)


def test_an_exhausted_search_says_that_nothing_was_left_out(tmp_path: Path) -> None:
    found = program(tmp_path, ORDERED["a lock"])
    assert found.tally.exhausted
    assert str(found.tally).startswith("every interleaving was covered")


def test_a_search_cut_short_claims_no_proof(tmp_path: Path) -> None:
    body = "def add():\n    for _ in range(6): box.n += 1\nrun(add, add, add)\nreturn box.n"
    found = program(tmp_path, body)
    text = str(found.tally)
    assert "Not every interleaving was covered" in text
    assert "PCT alone finds a bug of depth 2" in text


def test_a_search_ends_at_what_it_was_looking_for(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(
        dedent(START) + "def main():\n    box = Box()\n    def add(): box.n += 1\n"
        "    run(add, add)\n    return box.n"
    )
    where = f"{tmp_path / 'program.py'}:main"
    found = explore(where, until=lambda o: o.ending is Ending.RETURNED and o.value != 2)
    assert found.values[-1] == 1
    assert found.tally.schedules == found.outcomes[-1].first_schedule
    assert 0 < found.outcomes[-1].first_seconds <= found.tally.seconds


def test_a_story_has_as_few_preemptions_as_its_outcome_needs(tmp_path: Path) -> None:
    body = "def add():\n    box.n += 1\nrun(add, add, add)\nreturn box.n"
    for seed in range(5):
        (tmp_path / f"s{seed}").mkdir()
        found = program(tmp_path / f"s{seed}", body)
        lost = next(o for o in found.outcomes if o.value == 2)
        assert found.story(lost).outcome.preemptions == 1
