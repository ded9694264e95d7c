"""What a program looks at without waiting is a point, and the search tries both answers."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from grader.interleaving import explore

LOOKS = {
    "whether an event is set": ("event = threading.Event()", "event.set()", "event.is_set()"),
    "how many threads there are": ("pass", "pass", "threading.active_count()"),
    "which threads there are": ("pass", "pass", "len(threading.enumerate())"),
    "whether a thread lives": ("pass", "pass", "thread.is_alive()"),
    "whether a barrier is broken": ("gate = threading.Barrier(2)", "gate.abort()", "gate.broken"),
    "whether a lock is taken": ("lock = threading.Lock()", "lock.acquire()", "lock.locked()"),
    "whether a queue is empty": ("q = queue.Queue()", "q.put(1)", "q.empty()"),
    "whether a simple queue is empty": ("q = queue.SimpleQueue()", "q.put(1)", "q.empty()"),
    "whether a list is empty": ("items = []", "items.append(1)", "bool(items or 0)"),
}


@pytest.mark.parametrize("name", LOOKS)
def test_both_answers_are_seen(name: str, tmp_path: Path) -> None:
    before, act, look = LOOKS[name]
    (tmp_path / "program.py").write_text(
        dedent(f"""
        import queue, threading
        def main():
            {before}
            def body(): {act}
            thread = threading.Thread(target=body)
            thread.start()
            answer = {look}
            thread.join()
            return answer
        """)
    )
    found = explore(f"{tmp_path / 'program.py'}:main", schedules=60)
    assert len(found.values) == 2
    assert found.tally.exhausted


def test_how_many_wait_at_a_barrier_is_seen_at_every_stage(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(
        dedent("""
        import threading
        def main():
            gate = threading.Barrier(3)
            threads = [threading.Thread(target=gate.wait) for _ in range(2)]
            for thread in threads: thread.start()
            answer = gate.n_waiting
            gate.wait()
            for thread in threads: thread.join()
            return answer
        """)
    )
    found = explore(f"{tmp_path / 'program.py'}:main", schedules=400)
    assert sorted(found.values) == [0, 1, 2]
