"""Finding exercises by what a person types."""

from __future__ import annotations

import pytest
from kits import Kit

from grader.catalogue import UnknownExercise, find, find_one


def found(kit: Kit, *asked: str) -> list[str]:
    return [exercise.short for exercise in find(kit.root, asked)]


@pytest.mark.parametrize(
    "asked",
    [
        "ex01",
        "EX01",
        "ex1",
        "1",
        "01",
        "ex01_add",
        "add",
        "exercises/ex01_add/",
        "exercises/ex01_add/add.py",
        "exercises\\ex01_add\\add.py",
    ],
)
def test_an_exercise_answers_to_what_people_type(kit: Kit, asked: str) -> None:
    assert found(kit, asked) == ["ex01"]


def test_parts_and_all_name_several(kit: Kit) -> None:
    assert found(kit, "all") == ["ex01", "ex02"]
    assert found(kit, "part2") == ["ex02"]


def test_each_exercise_is_found_once_in_the_order_asked(kit: Kit) -> None:
    assert found(kit, "ex02", "part1", "all", "2") == ["ex02", "ex01"]


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("ex03", "ex0"),
        ("ex02_joi", "ex02_join"),
        ("part3", "part"),
        ("ad", "ex01_add"),
        ("al", "all"),
        ("verifi", "verify"),
    ],
)
def test_an_unknown_name_brings_the_nearest_one(kit: Kit, asked: str, nearest: str) -> None:
    with pytest.raises(UnknownExercise) as caught:
        find(kit.root, [asked], also=["verify", "hint"])
    assert caught.value.nearest.startswith(nearest)
    assert repr(asked) in str(caught.value)


@pytest.mark.parametrize("asked", ["all", "part1"])
def test_several_are_refused_where_one_is_needed(kit: Kit, asked: str) -> None:
    with pytest.raises(UnknownExercise):
        find_one(kit.root, asked)


def test_a_damaged_neighbour_stops_nobody(kit: Kit) -> None:
    kit.write("exercises/ex02_join/exercise.toml", "broken")
    assert found(kit, "ex01") == ["ex01"]
