"""Which lines count as never run."""

from __future__ import annotations

from pathlib import Path

from grader.grading import Answer
from grader.grading.lines import never_ran

SOURCE = """def add(a, b):
    if a is None:
        return b
    return a + b


def main():
    print(add(1, 2))


class Menu:
    def main(self):
        return 1


if __name__ == "__main__":
    main()
"""
RAN = [1, 2, 4, 7, 11, 12]


def missing(folder: Path, *names: str) -> tuple[int, ...]:
    file = folder / "add.py"
    file.write_text(SOURCE)
    return never_ran(Answer({"add.py": file}), names, [{"add.py": RAN}])[0]


def test_a_demonstration_is_no_line_that_never_ran(tmp_path: Path) -> None:
    assert missing(tmp_path, "add") == (3, 13)


def test_a_main_that_the_exercise_demands_counts(tmp_path: Path) -> None:
    assert missing(tmp_path, "add", "main") == (3, 8, 13)


def test_a_file_that_cannot_be_parsed_has_no_lines(tmp_path: Path) -> None:
    file = tmp_path / "add.py"
    file.write_text("def add(a, b:\n")
    assert never_ran(Answer({"add.py": file}), [], []) == ((), 100.0)
