"""The command line before anything is graded: help, the list, hints, tasks, resets, wrong use."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from kits import Kit, run_anew, run_grader

BANK = "exercises/ex01_add/add.py"


def test_help_names_every_verb_and_gives_examples() -> None:
    ran = run_anew("--help")
    assert ran.status == 0
    for word in ("hint", "show", "reset", "verify", "--solution", "--seed", "--coverage", "junit"):
        assert word in ran.out
    assert "python -m grader ex09" in ran.out
    assert "--root" not in ran.out


def test_help_after_an_exercise_is_the_same_help() -> None:
    assert run_grader("ex09", "--help").out == run_grader("-h").out


def test_a_verb_has_its_own_help() -> None:
    assert "--level" in run_grader("hint", "--help").out


def test_the_version_is_told() -> None:
    assert re.search(r"\d+\.\d+", run_grader("--version").out)


def test_the_list_tells_states_points_and_what_is_next(kit: Kit) -> None:
    ran = kit.run_anew()
    assert ran.status == 0
    assert re.search(r"ex01\s+Adding\s+not tried\s+-/6", ran.out)
    assert "Part 2: Synchronisation" in ran.out
    assert "Next: ex01" in ran.out


def test_the_list_tells_a_changed_file(kit: Kit) -> None:
    kit.write(BANK, "def add(a, b): ...\n")
    assert re.search(r"ex01\s+Adding\s+not graded yet\s+-/6", kit.run().out)


def test_line_ends_of_windows_do_not_make_a_stub_another_file(kit: Kit) -> None:
    kit.write(BANK, kit.file(BANK).read_bytes().replace(b"\n", b"\r\n"))
    assert re.search(r"ex01\s+Adding\s+not tried", kit.run().out)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"scores": 1, "hints": 2}', b"\xff\x00"])
def test_a_broken_memory_is_ignored(kit: Kit, content: bytes) -> None:
    kit.write(".grader/ex01_add.json", content)
    ran = kit.run()
    assert (ran.status, ran.err) == (0, "")
    assert "not tried" in ran.out


def test_the_list_speaks_korean_by_option_and_by_locale(kit: Kit) -> None:
    by_option, by_locale = kit.run("--lang", "ko"), kit.run(LANG="ko_KR.UTF-8")
    assert "더하기" in by_option.out
    assert by_locale.out == by_option.out
    assert "Adding" in kit.run("--lang=en", LANG="ko_KR.UTF-8").out


@pytest.mark.parametrize("columns", ["20", "60", "200"])
def test_the_list_keeps_to_the_width_of_the_terminal(kit: Kit, columns: str) -> None:
    kit.change("exercises/ex01_add/exercise.toml", '"Adding"', f'"{"Adding " * 12}"')
    ran = kit.run(COLUMNS=columns)
    rows = [line for line in ran.out.splitlines() if line.startswith("  ex")]
    assert len(rows) == 2
    assert max(map(len, rows)) <= max(40, int(columns))


def test_colour_is_for_terminals_only_and_can_be_refused(kit: Kit) -> None:
    assert "\x1b[" not in kit.run().out
    assert "\x1b[" in kit.run(FORCE_COLOR="1").out
    assert "\x1b[" not in kit.run(FORCE_COLOR="1", NO_COLOR="1").out


def test_a_damaged_exercise_is_named_after_the_others(kit: Kit) -> None:
    kit.change("exercises/ex02_join/exercise.toml", "part = 2", 'part = "two"')
    ran = kit.run()
    assert ran.status == 3
    assert "Adding" in ran.out
    assert "exercises/ex02_join/exercise.toml: part: expected a whole number" in ran.err
    assert "'two'" in ran.err


def test_a_folder_without_exercises_is_no_crash(tmp_path: Path) -> None:
    ran = run_grader("--root", tmp_path)
    assert ran.status == 3
    assert "exercises" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["nope"], "nope"),
        (["ex01", "ex91"], "'ex91'"),
        (["hnit", "ex01"], "Did you mean hint?"),
        (["ex02_joi"], "Did you mean ex02_join?"),
        (["ex01", "--sed", "4"], "--sed"),
        (["ex01", "--seed", "often"], "often"),
        (["ex01", "--seed", "-1"], "-1"),
        (["ex01", "--format", "xml"], "xml"),
        (["ex01", "--lang", "fr"], "fr"),
        (["--json"], "EXERCISE"),
        (["--seed", "3"], "EXERCISE"),
        (["ex01", "--file", "missing.py"], "missing.py"),
        (["ex01", "--file", "."], "folder"),
        (["ex01", "ex02", "--file", "exercises/ex01_add/add.py"], "2 were named"),
        (["ex01", "--solution", "--file", "exercises/ex01_add/add.py"], "give one"),
        (["ex01", "--output", "nowhere/result.txt"], "nowhere"),
        (["ex01", "--output", "."], "directory"),
        (["ex01", "--json", "--format", "junit"], "stdout"),
        (["ex01", "--output", "a", "--output", "b"], "--output"),
        (["ex01", "--json", "--output", "a", "--output", "b"], "--output b"),
        (["ex01", "--json", "--output", "a", "--format", "junit", "--output", "a"], "Two reports"),
        (["hint"], "EXERCISE"),
        (["hint", "all"], "all"),
        (["hint", "ex01", "--level", "4"], "4"),
        (["show", "nope"], "nope"),
        (["reset"], "EXERCISE"),
        (["verify", "nope"], "nope"),
    ],
)
def test_wrong_use_is_told_in_a_line_or_two_and_exits_2(
    kit: Kit, typed: list[str], said: str
) -> None:
    ran = kit.run(*typed)
    assert ran.status == 2
    assert said in ran.err
    assert ran.out == ""
    assert "Traceback" not in ran.err


def test_hints_come_one_after_another(kit: Kit) -> None:
    said = [kit.run("hint", "ex01").out for _time in range(4)]
    assert "What does a sum look like?" in said[0]
    assert "Look at the sign" in said[1]
    assert "A plus adds" in said[2]
    assert said[3] == said[2]
    assert "Hint 1 of 3" in said[0]
    assert "What does a sum" in kit.run("hint", "ex01", "--level", "1").out


def test_hints_speak_korean(kit: Kit) -> None:
    assert "합은 어떻게" in kit.run("--lang", "ko", "hint", "ex01").out


def test_a_hint_is_shown_even_when_nothing_can_be_remembered(kit: Kit) -> None:
    kit.write(".grader", "in the way")
    ran = kit.run("hint", "ex01")
    assert (ran.status, ran.err) == (0, "")
    assert "What does a sum" in ran.out


def test_damaged_hints_are_named(kit: Kit) -> None:
    kit.change("exercises/ex01_add/hints.toml", 'ko = "어떤 기호가 더하나요?"', "")
    ran = kit.run("hint", "ex01")
    assert ran.status == 3
    assert "exercises/ex01_add/hints.toml: on.wrong_result.ko: expected a text" in ran.err


def test_the_task_is_shown_in_the_readers_language_or_else_in_english(kit: Kit) -> None:
    assert kit.run("show", "ex01").out.startswith("# Adding\n")
    assert kit.run("show", "ex01", "--lang", "ko").out.startswith("# 더하기\n")
    assert kit.run("show", "ex02", "--lang", "ko").out.startswith("# Joining\n")


def test_what_a_part_is_about_is_shown_where_there_is_a_text(kit: Kit) -> None:
    kit.write("exercises/part1/README.md", "# Part 1\n")
    kit.write("exercises/part1/README.ko.md", "# 1부\n")
    assert kit.run("show", "part1").out.startswith("# Part 1\n")
    assert kit.run("show", "Part 1", "--lang", "ko").out.startswith("# 1부\n")
    for asked in ("part2", "all"):
        ran = kit.run("show", asked)
        assert ran.status == 2
        assert f"There is no exercise called '{asked}'." in ran.err


def test_a_missing_task_is_named(kit: Kit) -> None:
    kit.file("exercises/ex01_add/README.md").unlink()
    ran = kit.run("show", "ex01")
    assert ran.status == 3
    assert "README.md" in ran.err


def test_reset_writes_the_stub_and_keeps_every_version(kit: Kit) -> None:
    stub = kit.file(BANK).read_text()
    for version in ("first = 1\n", "second = 2\n"):
        kit.write(BANK, version)
        assert kit.run("reset", "ex01").status == 0
        assert kit.file(BANK).read_text() == stub
    assert kit.file(BANK + ".backup-1").read_text() == "first = 1\n"
    assert kit.file(BANK + ".backup-2").read_text() == "second = 2\n"
    assert not list(kit.root.rglob("*.draft"))


def test_reset_of_a_stub_makes_no_backup(kit: Kit) -> None:
    assert "is the stub already" in kit.run("reset", "ex01").out
    assert not kit.file(BANK + ".backup-1").exists()


def test_reset_brings_back_a_deleted_file_of_several(kit: Kit) -> None:
    kit.file("exercises/ex02_join/words.py").unlink()
    assert kit.run("reset", "ex02").status == 0
    assert kit.file("exercises/ex02_join/words.py").read_text() == 'GAP = ""\n'


def test_reset_leaves_a_folder_in_the_files_place_alone(kit: Kit) -> None:
    kit.file(BANK).unlink()
    kit.write(BANK + "/diary.txt", "mine")
    assert kit.run("reset", "ex01").status == 2
    assert kit.file(BANK + "/diary.txt").read_text() == "mine"


def test_reset_of_a_link_keeps_what_it_leads_to(kit: Kit) -> None:
    mine = kit.write("mine.py", "mine = 1\n")
    kit.file(BANK).unlink()
    kit.file(BANK).symlink_to(mine)
    assert kit.run("reset", "ex01").status == 0
    assert mine.read_text() == "mine = 1\n"
    assert not kit.file(BANK).is_symlink()


def test_a_missing_stub_is_the_kits_failure_and_changes_nothing(kit: Kit) -> None:
    kit.file("grader/stubs/ex01_add/add.py").unlink()
    kit.write(BANK, "mine = 1\n")
    assert kit.run("reset", "ex01").status == 3
    assert kit.file(BANK).read_text() == "mine = 1\n"


def test_the_memory_of_hints_and_scores_is_one_small_json_file(kit: Kit) -> None:
    kit.run("hint", "ex01")
    assert json.loads(kit.file(".grader/ex01_add.json").read_text())["hints"] == 1
    assert [file.name for file in kit.file(".grader").iterdir()] == ["ex01_add.json"]
