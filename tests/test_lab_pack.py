"""A scenario's own data is seen by the reduction, but a scenario is never stopped inside itself."""

from __future__ import annotations

import base64
import pickle
import threading
from pathlib import Path
from typing import Any

import pytest
from small_worlds import SmallWorld

from grader.interleaving.outcome import Ending
from grader.interleaving.sites import Access, Site
from grader.interleaving.strategies.exhaustive import Exhaustive
from grader.interleaving.world import World
from grader.lab.pack import pack_instrumented

ANSWER = """
class Answer:
    def __init__(self): self.n = 0
    def step(self): self.n += 1
def calm(): pass
"""


def world_of(folder: Path, scenario: Any) -> SmallWorld:
    """The scenario beside an answer, as a worker would have it."""
    (folder / "answer.py").write_text(ANSWER)
    packed, sites = pack_instrumented(scenario)
    small = SmallWorld.__new__(SmallWorld)
    small.world = World(
        folder,
        "answer",
        lambda answer: adopted(answer),
        sites=[
            Site(number, "<scenario>", 0, 0, "", Access(access), target, name, silent=True)
            for number, (access, target, name) in enumerate(sites)
        ],
    )
    adopted = small.world.adopt(pickle.loads(base64.b64decode(packed)))
    small.scheduler = small.world.scheduler
    return small


def exhausted(folder: Path, scenario: Any) -> list[Any]:
    """What every schedule of the reduction comes to."""
    strategy = Exhaustive()
    outcomes = world_of(folder, scenario).every(strategy)
    assert not strategy.cut and not strategy.diverged
    return [o.value for o in outcomes if o.ending is not Ending.BROKEN_OFF]


def together(*functions: Any) -> None:
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def order_of_appends(answer: Any) -> tuple[int, ...]:
    seen: list[int] = []

    def work(n: int) -> None:
        answer.calm()
        seen.append(n)

    together(lambda: work(1),
             lambda: work(2),
             lambda: work(3))  # fmt: skip
    return tuple(seen)


def last_of_attributes(answer: Any) -> int:
    box = answer.Answer()

    def work(n: int) -> None:
        answer.calm()
        setattr(box, "last", n)  # noqa: B010

    def other() -> None:
        box.last = 2

    together(lambda: work(1), other)
    return int(box.last)


def uncounted(answer: Any) -> int:
    box = [0]

    def work() -> None:
        seen = box[0]
        seen += 1
        box[0] = seen

    together(work, work, work)
    return box[0]


def miscounted(answer: Any) -> int:
    box, shared = [0], answer.Answer()

    def work() -> None:
        seen = box[0]
        shared.step()
        box[0] = seen + 1

    together(work, work)
    return box[0]


def confusing(answer: Any) -> Any:
    return [(lambda: 1)(), (lambda: 2)()]


def distinct(answer: Any) -> Any:
    return [(lambda: 1)(),
            (lambda: 2)()]  # fmt: skip


def test_every_order_of_a_scenario_s_own_accesses_is_tried(tmp_path: Path):
    found = exhausted(tmp_path, order_of_appends)
    assert len(found) == len(set(found)) == 6


def test_also_of_an_attribute_that_is_set_by_name(tmp_path: Path):
    assert sorted(exhausted(tmp_path, last_of_attributes)) == [1, 2]


def test_a_scenario_is_not_stopped_between_two_of_its_own_accesses(tmp_path: Path):
    assert set(exhausted(tmp_path, uncounted)) == {3}


def test_but_it_is_where_the_answer_could_be(tmp_path: Path):
    assert set(exhausted(tmp_path, miscounted)) == {1, 2}


def test_two_functions_that_cannot_be_told_apart_are_refused():
    with pytest.raises(ValueError, match=r"confusing.<locals>.<lambda> on one line"):
        pack_instrumented(confusing)
    packed, _ = pack_instrumented(distinct)
    assert b"<scenario>" in base64.b64decode(packed)


def test_sites_say_what_is_touched_and_code_not_where_it_is_from():
    packed, sites = pack_instrumented(miscounted)
    assert pickle.loads(base64.b64decode(packed)).__code__.co_filename == "<scenario>"
    assert ["read", "box[0]", ""] in sites
    assert all(len(site) == 3 for site in sites)
