"""Observations travel as exact plain values, and as nothing else."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from grader.supervisor.replies import Forged, parse
from grader.worker import plain


def travelled(value: Any) -> Any:
    """`value` as the grader gets it."""
    return parse(b'{"value": ' + plain.encode(value).encode() + b"}")["value"]


@pytest.mark.parametrize(
    "value",
    [None, True, False, 0, -17, 10**200, 1.5, "", "돈", "\ud800", '"\\\n', [], [1, [2]], {"a": 1}],
)
def test_plain_values_arrive_as_they_are(value: Any) -> None:
    got = travelled(value)
    assert got == value
    assert type(got) is type(value)


def test_a_tuple_becomes_a_list() -> None:
    assert travelled((1, (2, 3))) == [1, [2, 3]]


def test_dictionaries_keep_keys_that_json_does_not_know() -> None:
    value = {1: "a", (2, "b"): 0.5, None: [True], "x": {3: 4}}
    assert travelled(value) == value


def test_numbers_without_a_json_word_arrive() -> None:
    got = travelled([math.nan, math.inf, -math.inf])
    assert math.isnan(got[0])
    assert got[1:] == [math.inf, -math.inf]


class Liar(int):
    """Equal to everything."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return "42"


class Text(str):
    pass


class Impostor:
    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return int


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (Liar(3), "Liar"),
        (Text("a"), "Text"),
        (Impostor(), "Impostor"),
        ({1}, "set"),
        (b"", "bytes"),
    ],
)
def test_any_other_object_travels_as_the_name_of_its_type(value: Any, name: str) -> None:
    assert travelled(value) == {"__object__": name}


def test_a_type_cannot_lie_about_its_name() -> None:
    class Meta(type):
        @property
        def __name__(cls) -> str:  # type: ignore[override]
            return "int"

    class Fake(metaclass=Meta):
        pass

    assert travelled(Fake()) == {"__object__": "Fake"}


def test_a_huge_string_is_not_sent() -> None:
    assert travelled("x" * 10**7) == {"__object__": "str of 10000000 characters"}


def test_a_huge_number_is_not_sent() -> None:
    assert travelled(1 << 100_000) == {"__object__": "int of 100001 bits"}


@pytest.mark.parametrize("value", [[0] * 10**7, [["x" * 1000] * 1000] * 1000, {"a": [1] * 10**6}])
def test_a_huge_collection_is_not_sent(value: Any) -> None:
    assert travelled(value) == {"__object__": "a value too large to send"}


def test_a_deeply_nested_value_is_cut() -> None:
    value: Any = 1
    for _ in range(100_000):
        value = [value]
    text = plain.encode(value)
    assert "nested deeper" in text
    json.loads(text)


def test_a_value_that_contains_itself_is_cut() -> None:
    value: list[Any] = []
    value.append(value)
    assert "nested deeper" in plain.encode(value)


@pytest.mark.parametrize(
    "payload",
    [b"[" * 500_000, b'{"a": ' * 500_000, b"[]", b"1", b"", b"{", b"\xff\xfe",
     b'{"__dict__": 5}', b'{"__float__": "nine"}'],
)  # fmt: skip
def test_the_grader_survives_whatever_json_it_is_sent(payload: bytes) -> None:
    with pytest.raises(Forged):
        parse(payload)
