"""A story reads well as plain text: columns, values, marks, who waits for whom."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from grader.interleaving import explore
from grader.interleaving.columns import cells
from grader.interleaving.data import as_data
from grader.interleaving.events import Event, Story, Stuck
from grader.interleaving.outcome import Ending, Outcome
from grader.interleaving.sites import Access
from grader.interleaving.text import render


def event(thread: str, line: int, source: str, access: Access, **more) -> Event:
    return Event(0, thread, access, "bank.py", line, source, **more)


def read(thread: str, line: int, value: str, **more) -> Event:
    return event(thread, line, "current = balance", Access.READ, before=value, **more)


def write(thread: str, line: int, before: str, after: str, **more) -> Event:
    source = "balance = current + amount"
    return event(thread, line, source, Access.WRITE, before=before, after=after, **more)


def told(*steps: Event, **more) -> Story:
    outcome = Outcome("", Ending.RETURNED, 1000)
    return Story(more.pop("outcome", outcome), "0*4 1 2", list(steps), **more)


LOST_UPDATE = told(
    read("Alice", 6, "0", mark=True),
    read("Bob", 6, "0", mark=True),
    write("Bob", 7, "0", "1000"),
    write("Alice", 7, "1000", "1000", mark=True),
    conflict="lost_update",
    conflict_target="balance",
    conflict_value="0",
)


def text(expected: str) -> str:
    return dedent(expected).strip("\n")


def test_each_thread_has_a_column_and_the_marks_one_edge():
    assert render(LOST_UPDATE, 18) == text(
        """
        main returned 1000 (one of 18 schedules)
        two threads read balance = 0 before either wrote, so one update is lost

             Alice                         Bob
          1  6 current = balance   -> 0                                  <<
          2                                6 current = balance   -> 0    <<
          3                                7 balance = current + amount
                                               0 -> 1000
          4  7 balance = current + amount
                 1000 -> 1000                                            <<

        schedule: 0*4 1 2
        """
    )


def test_more_room_leaves_the_values_beside_the_source():
    lines = render(LOST_UPDATE, 18, width=100).splitlines()
    assert "  4  7 balance = current + amount   1000 -> 1000" in lines[7]
    assert lines[7].endswith("<<")


def test_where_columns_would_be_too_narrow_each_step_names_its_thread():
    assert render(LOST_UPDATE, 18, width=50).splitlines()[4:10] == [
        "  1  Alice  6 current = balance   -> 0    <<",
        "  2  Bob    6 current = balance   -> 0    <<",
        "  3  Bob    7 balance = current + amount",
        "                0 -> 1000",
        "  4  Alice  7 balance = current + amount",
        "                1000 -> 1000              <<",
    ]


@pytest.mark.parametrize(("threads", "in_columns"), [(2, True), (4, True), (5, False)])
def test_up_to_four_threads_have_columns(threads, in_columns):
    story = told(*(event(f"T{n}", n, "x = 1", Access.READ) for n in range(threads)))
    names = "  ".join(f"T{n}" for n in range(threads))
    heads = [line for line in render(story, 1).splitlines() if line.split() == names.split()]
    assert bool(heads) == in_columns


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize(
    "name", ["A", "ThreadPoolExecutor-0_0", "한국어 이름을 가진 스레드", "x" * 70]
)
def test_no_line_is_wider_than_asked_for(width, name):
    steps = [
        read(name, 6, "'한국어로 쓴 긴 문자열입니다'", mark=True),
        read("Bob", 6, "0"),
        event("Bob", 8, f"print({'very_long_name' * 20})", Access.READ, before="9" * 40, mark=True),
    ]
    row = Stuck(1, name, "lock", "lock", "bank.py", 3, "with lock:", (("other", 2),), "Bob", True)
    rows = [row, replace(row, thread="Bob", held_by=name)]
    story = told(*steps, waits=rows, outcome=Outcome("", Ending.DEADLOCK))
    assert max(map(cells, render(story, 5, width).splitlines())) <= width


def test_what_a_thread_does_on_one_line_is_one_row():
    lock = {"source": "with lock: x += 1", "line": 3, "thread": "A"}
    story = told(
        event(access=Access.ACQUIRE, target="lock", **lock),
        event(access=Access.READ, target="x", before="0", **lock),
        event(access=Access.WRITE, target="x", before="0", after="1", **lock),
        event(access=Access.RELEASE, target="lock", **lock),
        event(access=Access.ACQUIRE, target="lock", **lock),
    )
    assert render(story, 1).splitlines()[2:7] == [
        "  1  A  3 with lock: x += 1   takes lock",
        "            -> 0",
        "            0 -> 1",
        "            releases lock",
        "  2  A  3 with lock: x += 1   takes lock",
    ]


def test_a_long_story_keeps_what_is_marked_and_says_what_is_left_out():
    steps = [read("A", n, "0", mark=n == 300) for n in range(500)]
    lines = render(told(*steps), 1).splitlines()
    assert len(lines) < 60
    assert any(line.endswith("<<") for line in lines)
    shown = sum(" current = balance" in line for line in lines)
    left_out = sum(int(line.split()[1]) for line in lines if line.startswith("    ... "))
    assert shown + left_out == 500


def test_nothing_in_a_story_reaches_the_terminal_as_a_command():
    row = Stuck(1, "\x1b[2J\nA", "lock", "\x1b]0;x\x07", "bank.py", 3, "with lock:")
    steps = [read("\x1b[31mA", 6, "\x9b2J", target="\x07")]
    output = render(told(*steps, waits=[row], outcome=Outcome("", Ending.DEADLOCK)), 1)
    assert all(line.isprintable() for line in output.splitlines())


@pytest.fixture
def story_of(tmp_path):
    """The text of the story of the first failing outcome of a program."""

    def run(source: str, **options) -> Story:
        file = tmp_path / "program.py"
        file.write_text(dedent(source).lstrip("\n"))
        found = explore(f"{file}:main", schedules=100)
        return found.story(found.failing(**options)[0])

    return run


ABBA = """
    import threading
    def take(first, second):
        with first:
            with second:
                pass
    def main():
        a, b = threading.Lock(), threading.Lock()
        one = threading.Thread(target=take, args=(a, b), name="one")
        two = threading.Thread(target=take, args=(b, a), name="two")
        one.start(); two.start()
        one.join(); two.join()
"""


def test_a_deadlock_is_told_with_its_wait_table_and_its_cycle(story_of):
    assert render(story_of(ABBA), 9) == text(
        """
        deadlock: no thread can go on (one of 9 schedules)

             one                      two
          1  3 with first:   takes a
          2                           3 with first:   takes b

          MainThread  waits for one to end at line 11
                      11 one.join(); two.join()
          one         holds a since line 3, waits for b at line 4
                      4 with second:
          two         holds b since line 3, waits for a at line 4
                      4 with second:
        a cycle: one waits for b, which two holds; two waits for a, which one holds

        schedule: 0*4 1*2 2*2
        """
    )


def test_a_thread_that_waits_for_itself_is_a_cycle_of_its_own(story_of):
    story = story_of(
        """
        import threading
        lock = threading.Lock()
        def main():
            with lock:
                lock.acquire()
        """
    )
    assert "a cycle: MainThread waits for lock, which it holds itself" in render(story, 1)


def test_a_wait_that_nobody_can_end_says_so(story_of):
    story = story_of(
        """
        import queue
        def main():
            box = queue.Queue()
            box.get()
        """
    )
    assert "waits for the queue box at line 4, and nobody is left" in render(story, 1)


def test_a_loop_that_never_ends_is_told_with_its_line(story_of):
    story = story_of(
        """
        import threading
        stop = False
        def work():
            seen = stop
            while not seen:
                pass
        def main():
            global stop
            threading.Thread(target=work, name="worker").start()
            stop = True
        """
    )
    lines = render(story, 1).splitlines()
    assert "  worker      still goes round at line 5" in lines
    assert "              5 while not seen:" in lines


def test_a_variable_that_is_another_object_in_each_thread_names_neither(story_of):
    story = story_of(
        """
        import threading
        def eat(forks, i):
            left, right = forks[i], forks[1 - i]
            with left:
                with right: pass
        def main():
            forks = [threading.Lock(), threading.Lock()]
            threads = [threading.Thread(target=eat, args=(forks, i)) for i in range(2)]
            for t in threads: t.start()
            for t in threads: t.join()
        """
    )
    assert {row.name for row in story.waits if row.in_cycle} == {"forks[0]", "forks[1]"}


def test_a_value_with_code_of_its_own_is_never_asked_for_its_text(story_of):
    story = story_of(
        """
        import threading
        class Loud:
            def __repr__(self):
                raise SystemExit
        last = None
        def work():
            global last
            last = last or Loud()
        def main():
            threads = [threading.Thread(target=work) for _ in range(2)]
            for t in threads: t.start()
            for t in threads: t.join()
            return last is None
        """,
        holds=lambda value: False,
    )
    assert {step.value for step in story.steps} <= {"None", ""}


def test_a_waiter_that_trusts_an_old_look_is_told_as_such_and_names_the_condition(story_of):
    story = story_of(
        """
        import threading
        class Box:
            def __init__(self):
                self.items = []
                self.filled = threading.Condition()
            def put(self, item):
                with self.filled:
                    self.items.append(item)
                    self.filled.notify_all()
            def get(self):
                with self.filled:
                    if not self.items:
                        self.filled.wait()
                    return self.items.pop()
        def main():
            box = Box()
            threads = [threading.Thread(target=box.get) for _ in range(2)]
            threads += [threading.Thread(target=box.put, args=(n,)) for n in range(2)]
            for t in threads: t.start()
            for t in threads: t.join()
        """
    )
    assert story.conflict == "stale_read"
    output = " ".join(render(story, 1, 200).split())
    assert "went on with what it had read" in output
    assert "waits for self.filled" in output
    assert "wakes who waits for self.filled" in output
    assert "takes self.filled" in output
    assert "_lock" not in output


def test_what_is_added_to_a_container_overwrites_nothing(story_of):
    """Both threads look and then act, but what the first put in is still there."""
    story = story_of(
        """
        import threading
        room, guests = 1, []
        def enter(name):
            if len(guests) < room:
                guests.append(name)
        def main():
            threads = [threading.Thread(target=enter, args=(n,), name=n) for n in ("Kim", "Lee")]
            for t in threads: t.start()
            for t in threads: t.join()
            assert len(guests) <= room
        """
    )
    assert (story.conflict, story.conflict_target) == ("stale_read", "guests")
    assert [step.target for step in story.steps if step.mark] == ["guests"] * 3


def test_a_story_survives_json(story_of):
    data = as_data(story_of(ABBA))
    assert json.loads(json.dumps(data)) == data
    assert [step["target"] for step in data["steps"]] == ["a", "b"]
    assert [row["holds"] for row in data["waits"]] == [[], [["a", 3]], [["b", 3]]]


def test_of_too_many_steps_the_first_and_the_last_are_given():
    data = as_data(told(*(read("A", n, "0") for n in range(10))), most_steps=5)
    assert [step["line"] for step in data["steps"]] == [0, 1, 7, 8, 9]


@pytest.mark.parametrize("value", ["1 << 100_000", "[1 << 100_000]", "'x' * 10_000_000"])
def test_a_value_too_large_to_be_written_down_is_left_out(tmp_path: Path, value: str) -> None:
    file = tmp_path / "large.py"
    file.write_text(
        f"""\
import threading
kept = [None]
def put():
    old = kept[0]
    kept[0] = {value}
def main():
    threads = [threading.Thread(target=put) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    return "done"
"""
    )
    found = explore(f"{file}:main", schedules=20)
    with pytest.raises(AssertionError) as caught:
        found.check(lambda value: False)
    assert len(str(caught.value)) < 5_000
