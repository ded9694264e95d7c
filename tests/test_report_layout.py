"""Layouts never exceed their width, whatever the texts, and fold what is long."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from report_samples import ALL, HERE, KOREAN, LOST_UPDATE, RACE, read, result, write

from grader.harmless import harmless
from grader.reports import FORMATS, ReportOptions, terminal
from grader.reports.evidence import evidence
from grader.reports.layout import block, cell_len, clip, clip_start, paragraph, wrap
from grader.reports.story import in_columns, story
from grader.reports.timeline import timeline
from grader.reports.waits import cycles, waits
from grader.result import CheckResult, Diagnosis, Kind, Lane, Result, Status, Step, Wait

# Long words, wide and combining characters, controls, commands.
TEXT = st.text(
    st.sampled_from(list("abc  .:#[]<>`|=%\n\t\x1b\r가나다中🙂e\u0301\u200d\ufe0f")), max_size=90
) | st.text(max_size=30)
NAMES = st.sampled_from(["MainThread", "teller-1", "ThreadPoolExecutor-0_1", "이영희"]) | TEXT
EVENTS = st.sampled_from(
    [
        "read",
        "write",
        "acquire",
        "release",
        "wait",
        "notify",
        "start",
        "join",
        "call",
        "block",
        "end",
        "raise",
        "",
        "other",
    ]
)
LINES = st.integers(0, 12) | st.integers(0, 10**6)
STEPS = st.builds(
    Step,
    thread=NAMES,
    file=st.sampled_from(["a.py", "b.py"]) | TEXT,
    line=LINES,
    source=TEXT,
    event=EVENTS,
    target=TEXT,
    value=TEXT,
    before=TEXT,
    mark=st.booleans(),
)
WAITS = st.builds(
    Wait,
    thread=NAMES,
    waits_for=TEXT,
    file=TEXT,
    line=LINES,
    source=TEXT,
    holds=st.lists(st.tuples(TEXT, LINES), max_size=3).map(tuple),
    held_by=NAMES,
    in_cycle=st.booleans(),
)
MOMENTS = st.floats(0, 1e6) | st.floats(allow_nan=False, allow_infinity=False)
LANES = st.builds(
    Lane, name=TEXT, busy=st.lists(st.tuples(MOMENTS, MOMENTS), max_size=4).map(tuple)
)
FACTS = st.dictionaries(
    st.sampled_from(["speedup", "workers", "efficiency", "pids"]),
    st.none() | st.booleans() | st.floats() | st.integers(-5, 70) | TEXT,
    max_size=4,
)
DIAGNOSES = st.builds(
    Diagnosis,
    kind=st.sampled_from(Kind),
    summary=TEXT,
    story=st.lists(STEPS, max_size=14).map(tuple),
    waits=st.lists(WAITS, max_size=5).map(tuple),
    timeline=st.lists(LANES, max_size=15).map(tuple),
    detail=TEXT,
    file=TEXT,
    line=LINES,
    schedules_tried=st.integers(0, 10**6),
    search_seconds=st.floats(0, 100),
    hint=TEXT,
    facts=FACTS,
)
CHECKS = st.builds(
    CheckResult,
    id=TEXT,
    title=TEXT,
    status=st.sampled_from(Status),
    points=st.integers(0, 9),
    max_points=st.integers(0, 9),
    diagnosis=st.none() | DIAGNOSES,
    reason=TEXT,
    notes=st.lists(TEXT, max_size=2).map(tuple),
)
RESULTS = st.builds(
    Result,
    exercise=st.sampled_from(["ex09_lost_update", "ex1"]),
    title=TEXT,
    file=TEXT,
    status=st.sampled_from([Status.PASSED, Status.FAILED, Status.ERROR]),
    score=st.integers(0, 99),
    max_score=st.integers(0, 99),
    seconds=st.floats(0, 99),
    seed=st.integers(0, 2**32),
    checks=st.lists(CHECKS, max_size=4).map(tuple),
    environment=st.just(HERE),
    message=st.just("") | TEXT,
    uncovered=st.lists(st.integers(1, 99), max_size=9).map(tuple),
    coverage_percent=st.none() | st.floats(0, 100),
)
WIDTHS = st.integers(40, 200)
calm = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def too_wide(lines, width):
    return [line.plain for line in lines if cell_len(line.plain) > width or "\n" in line.plain]


@calm
@given(st.lists(STEPS, max_size=14), WIDTHS)
def test_no_line_of_a_story_is_wider_than_asked(steps, width):
    assert not too_wide(story(steps, width), width)


@calm
@given(st.lists(WAITS, max_size=6), WIDTHS)
def test_no_line_of_a_wait_table_is_wider_than_asked(table, width):
    assert not too_wide(waits(table, width), width)


@calm
@given(st.lists(LANES, max_size=15), FACTS, WIDTHS)
def test_no_line_of_a_timeline_is_wider_than_asked(lanes, facts, width):
    assert not too_wide(timeline(lanes, facts, width), width)


@calm
@given(st.lists(RESULTS, min_size=1, max_size=2), st.integers(-3, 200), st.booleans())
def test_no_line_of_a_terminal_report_is_wider_than_the_terminal(results, width, color):
    options = ReportOptions(color=color, width=width)
    assert not too_wide(terminal.lines(results, options), max(width, 40))
    terminal.write(results, options)


@calm
@given(st.lists(RESULTS, max_size=2), st.sampled_from(sorted(FORMATS)))
def test_no_format_fails_on_any_result(results, format):
    FORMATS[format](results, ReportOptions()).encode("utf-8")


@calm
@given(TEXT.map(harmless), st.integers(2, 60))
def test_wrapping_loses_no_letter_and_keeps_the_width(text, cells):
    lines = wrap(text, cells)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= cells for line in lines)


@calm
@given(TEXT.map(harmless), st.integers(0, 60))
def test_clipping_keeps_the_width_from_either_end(text, cells):
    assert cell_len(clip(text, cells)) <= cells
    assert cell_len(clip_start(text, cells)) <= cells


@calm
@given(TEXT, WIDTHS)
def test_a_block_breaks_no_word_that_fits_a_line(text, width):
    words = "\n".join(line.plain for line in block(text, width, limit=10**6)).split()
    whole = [w for w in harmless(text).split() if cell_len(w) <= width // 2 - 4]
    assert not Counter(whole) - Counter(words)


def test_a_block_keeps_the_blanks_that_a_line_begins_with():
    lines = [line.plain for line in block("    x = first_thing + second_thing", 28)]
    assert lines == ["        x = first_thing +", "    second_thing"]


@calm
@given(TEXT, st.integers(40, 90), st.integers(3, 9))
def test_a_block_of_text_is_folded_to_its_limit(text, width, limit):
    lines = block(text * 20, width, limit=limit)
    assert len(lines) <= limit
    assert not too_wide(lines, width)


@pytest.mark.parametrize("name", sorted(ALL))
@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_text_is_the_same_with_and_without_colour(name, width):
    plain = FORMATS["terminal"]([ALL[name]], ReportOptions(width=width))
    coloured = FORMATS["terminal"]([ALL[name]], ReportOptions(color=True, width=width))
    assert "\x1b" not in plain
    assert "\x1b" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_two_threads_stand_side_by_side_at_80_columns():
    assert in_columns(LOST_UPDATE, 80)
    lines = [line.plain for line in story(LOST_UPDATE, 80)]
    assert lines[0].split() == ["depositor-1", "depositor-2"]
    second = lines[0].index("depositor-2")
    assert lines[2][second:].startswith("12 current = self.balance   -> 0")
    assert lines[2].endswith("<<")


def test_columns_line_up_below_korean_names_and_code():
    steps = KOREAN.checks[1].diagnosis.story
    lines = [line.plain for line in story(steps, 80)]
    start = cell_len(lines[0][: lines[0].index("이영희")])
    row = next(line for line in lines if line.startswith("  2"))
    assert cell_len(row[: row.index("12")]) == start


def test_three_threads_become_a_list_with_the_name_before_each_step():
    steps = [*LOST_UPDATE, read("depositor-3", "1000")]
    assert not in_columns(steps, 80)
    lines = [line.plain for line in story(steps, 80)]
    assert lines[0].split()[:2] == ["1", "depositor-1"]


def test_a_thread_that_only_starts_others_needs_no_column():
    start = Step("MainThread", "bank.py", 30, "t.start()", "start", "depositor-1")
    lines = [line.plain for line in story([start, *LOST_UPDATE], 80)]
    assert "MainThread" not in lines[0]
    assert "(MainThread) 30 t.start()" in lines[1]


def test_reading_and_writing_on_one_line_is_one_step():
    steps = [
        Step("a", "bank.py", 9, "n += 1", "read", "n", "0"),
        Step("a", "bank.py", 9, "n += 1", "write", "n", "1", "0"),
        Step("a", "bank.py", 9, "n += 1", "read", "n", "1"),
    ]
    lines = [line.plain for line in story(steps, 80)]
    assert [line.split()[0] for line in lines if line[2:3].strip()] == ["1", "2"]


def test_a_long_story_keeps_what_matters_and_says_how_much_it_left_out():
    steps = [
        write("a" if i % 2 else "b", str(i), str(i + 1), mark=i in (40, 71)) for i in range(99)
    ]
    lines = [line.plain for line in story(steps, 80, limit=20)]
    assert len(lines) <= 20
    assert sum(line.endswith("<<") for line in lines) == 2
    left_out = sum(int(line.split()[1]) for line in lines if "more step" in line)
    shown = sum(line[2:4].strip().isdigit() for line in lines)
    assert left_out + shown == 99


def test_a_circle_of_three_is_followed_through():
    def row(i):
        return Wait(
            f"t{i}",
            f"L{(i + 1) % 3}",
            holds=((f"L{i}", i),),
            held_by=f"t{(i + 1) % 3}",
            in_cycle=True,
        )

    table = [row(0), row(1), row(2), Wait("other", "L0", held_by="t0")]
    assert [[w.thread for w in circle] for circle in cycles(table)] == [["t0", "t1", "t2"]]
    text = "\n".join(line.plain for line in waits(table, 80))
    assert "L0 <- t0 <- L1 <- t1 <- L2 <- t2 <- L0" in text


def test_a_thread_that_waits_for_itself_is_a_circle_of_one():
    table = [Wait("main", "lock", "a.py", 9, holds=(("lock", 5),), held_by="main", in_cycle=True)]
    text = "\n".join(line.plain for line in waits(table, 80))
    assert "holds lock since line 5, waits for lock at line 9" in text
    assert "lock <- main <- lock" in text


def test_who_waits_for_the_end_of_another_waits_for_that_one():
    table = [
        Wait("main", "inner", "a.py", 9, holds=(("lock", 5),), held_by="inner", in_cycle=True),
        Wait("inner", "lock", "a.py", 3, held_by="main", in_cycle=True),
    ]
    text = "\n".join(line.plain for line in waits(table, 80))
    assert "waits until inner ends, at line 9" in text
    assert "lock <- main <- inner <- lock" in text


def test_it_is_told_when_the_one_who_could_end_a_wait_has_left():
    """Somebody who took a semaphore or a lock, and is in no line of the answer any more."""
    table = [Wait("clerk-2", "ledger.lock", "a.py", 9, held_by="clerk-1")]
    text = "\n".join(line.plain for line in waits(table, 120))
    assert "and only clerk-1, which has left your code, could end that wait" in text
    table.append(Wait("clerk-1", "a condition", "a.py", 5))
    text = "\n".join(line.plain for line in waits(table, 120))
    assert "and only clerk-1 can end that wait" in text


def test_a_wait_that_nobody_can_end_is_called_that():
    text = "\n".join(line.plain for line in waits([Wait("main", "a condition")], 80))
    assert "nobody is left who would end that wait" in text


def test_workers_that_were_never_used_are_shown_as_idle():
    lines = timeline([Lane("worker-1", ((0.0, 4.0),))], {"speedup": 1.0, "workers": 4}, 80)
    assert sum("(nobody)" in line.plain for line in lines) == 3
    assert any("S/W = 0.25" in line.plain for line in lines)


def test_a_diagnosis_that_two_checks_share_is_printed_once():
    text = FORMATS["terminal"]([ALL["import_error"]], ReportOptions())
    assert text.count("'(' was never closed") == 1


def test_of_many_diagnoses_the_later_ones_are_one_sentence_each():
    def check(i):
        diagnosis = Diagnosis(Kind.RACE, f"sentence {i}", story=LOST_UPDATE * 9, hint=f"hint {i}")
        return CheckResult(f"c{i}", f"title {i}", Status.FAILED, 0, 1, diagnosis=diagnosis)

    many = result("ex09_lost_update", "Lost update", "bank.py", *map(check, range(9)))
    text = FORMATS["terminal"]([many], ReportOptions())
    assert all(f"sentence {i}" in text for i in range(9))
    assert text.count("Hint:") == 1
    assert text.count("\n") <= 100


def test_one_failure_fits_a_screen():
    steps = LOST_UPDATE * 30
    diagnosis = replace(RACE.checks[2].diagnosis, story=steps, detail="line\n" * 500)
    checks = (*RACE.checks[:2], replace(RACE.checks[2], diagnosis=diagnosis))
    text = FORMATS["terminal"]([replace(RACE, checks=checks)], ReportOptions())
    assert text.count("\n") <= 60


@pytest.mark.parametrize(
    ("file", "option"),
    [
        ("exercises/ex09_lost_update/bank.py", ""),
        ("solutions/ex09_lost_update/bank.py", " --solution"),
        ("my bank.py", " --file 'my bank.py'"),
    ],
)
def test_the_command_to_grade_again_names_the_same_file(file, option):
    text = FORMATS["terminal"]([replace(RACE, file=file)], ReportOptions(width=120))
    assert f"python -m grader ex09{option} --seed 4711" in text


def test_coverage_names_the_lines_that_never_ran():
    covered = replace(ALL["passed"], uncovered=(3, 7, 8, 9), coverage_percent=81.6)
    text = FORMATS["terminal"]([covered], ReportOptions())
    assert "Lines that no check ever ran: 3, 7-9 (82 % were run)." in text


def test_breaking_a_line_makes_no_workflow_command():
    diagnosis = Diagnosis(Kind.WRONG_RESULT, "expected 1, got " + "x" * 61 + " ::notice::passed")
    check = CheckResult("c", "t", Status.FAILED, 0, 1, diagnosis=diagnosis)
    one = result("ex09_lost_update", "Lost update", "bank.py", check)
    text = FORMATS["terminal"]([one], ReportOptions())
    assert "notice::passed" in text
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())


def test_a_shared_diagnosis_names_every_check_that_it_explains():
    other = replace(RACE.checks[2], id="other", title="another promise")
    different = replace(other.diagnosis, summary="another sentence")
    checks = (RACE.checks[2], other, replace(other, id="third", diagnosis=different))
    text = FORMATS["terminal"]([replace(RACE, checks=checks)], ReportOptions(width=120))
    assert "every deposit counts, whatever the interleaving; another promise:" in text
    assert text.count(RACE.checks[2].diagnosis.summary) == 1


def test_who_waits_for_nothing_still_runs():
    table = [Wait("main", "", "a.py", 9, "while True:", holds=(("lock", 5),)), Wait("t1", "")]
    lines = [line.plain.strip() for line in waits(table, 80)]
    assert lines == [
        "main  holds lock since line 5, still runs, at line 9",
        "9 while True:",
        "t1    still runs",
    ]


def test_a_story_that_only_repeats_the_wait_table_is_left_out():
    deadlock = ALL["deadlock"].checks[1].diagnosis
    taking = replace(deadlock, story=deadlock.story[:2])
    texts = ["\n".join(line.plain for line in evidence(d, 80)) for d in (deadlock, taking)]
    assert ["How it came to this" in text for text in texts] == [True, False]


def test_the_hint_is_the_first_that_there_is():
    silent = replace(RACE.checks[2].diagnosis, summary="no hint for this", hint="")
    checks = (replace(RACE.checks[2], id="other", diagnosis=silent), RACE.checks[2])
    text = FORMATS["terminal"]([replace(RACE, checks=checks)], ReportOptions())
    assert text.count("Hint:") == 1


def test_evidence_of_nothing_points_at_the_line():
    lines = evidence(Diagnosis(Kind.WRONG_RESULT, "x", file="bank.py", line=7), 80)
    assert [line.plain.strip() for line in lines] == ["Look at bank.py, line 7."]


def test_a_paragraph_hangs_below_its_lead():
    lines = paragraph("one two three", 16, indent=2, lead="Hint: ")
    assert [line.plain for line in lines] == ["  Hint: one two", "        three"]
