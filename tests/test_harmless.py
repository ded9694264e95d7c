"""Nothing that a student wrote can command a terminal or a runner."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.harmless import clipped, github_property, github_text, harmless, one_line

# Texts dense in what attacks are made of.
NASTY = st.text(
    st.sampled_from(list("ab :#[%]m\n\r\t\x00\x07\x1b\x9b\x85\u2028\u202e\ud800가")), max_size=60
) | st.text(max_size=60)
calm = settings(deadline=None, derandomize=True, database=None)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def obeyed(text: str) -> bool:
    """Whether a runner would take a line of the text for a command."""
    lines = re.split(r"\r\n|\r|\n", text)
    return any(line.lstrip().startswith("::") or "##[" in line for line in lines)


@calm
@given(NASTY)
def test_no_control_character_is_left(text):
    assert not CONTROL.search(harmless(text))


@calm
@given(NASTY)
def test_no_runner_would_obey_what_is_left(text):
    assert not obeyed(harmless(text))
    assert not obeyed(one_line(text))


@calm
@given(NASTY)
def test_what_is_left_can_be_written_in_utf8(text):
    harmless(text).encode("utf-8")


@calm
@given(NASTY)
def test_a_second_pass_changes_nothing(text):
    assert harmless(harmless(text)) == harmless(text)


@calm
@given(NASTY, st.integers(20, 100))
def test_one_line_is_one_short_line(text, limit):
    line = one_line(text * 9, limit)
    assert "\n" not in line
    assert len(line) <= limit + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x9b31mred", "red"),
        ("\x1b]0;never ends", "0;never ends"),
        ("\x1b]8;;http://a\x1b\\link", "link"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("::error::x", ": :error::x"),
        ("  ::error::x", "  : :error::x"),
        ("\x00::error::x", ": :error::x"),
        ("\x1b[0m::error::x", ": :error::x"),
        ("ok\n  ::stop-commands::x", "ok\n  : :stop-commands::x"),
        ("##[error]x", "## [error]x"),
        ("a::b", "a::b"),
        ("tab\tstays", "tab\tstays"),
        ("한국어 é ✓", "한국어 é ✓"),
        ("bell\x07", "bell"),
        ("\u202eabc", "abc"),
        ("\udc80", "\ufffd"),
    ],
)
def test_each_attack_comes_out_as_plain_text(text, expected):
    assert harmless(text) == expected


def test_long_output_is_cut_in_the_middle():
    assert clipped("a" * 5000 + "z" * 5000, 100) == "a" * 50 + "\n[...]\n" + "z" * 50


def test_messages_and_properties_of_commands_are_escaped():
    assert github_text("50 %\r\n::x") == "50 %25%0D%0A::x"
    assert github_property("a:b,c\n%") == "a%3Ab%2Cc%0A%25"
