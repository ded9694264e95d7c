"""An exercise as data: reading it, its suite, and every way in which its files can be damaged."""

from __future__ import annotations

import pytest
from kits import Kit

from grader import exercise as exercises
from grader.exercise import BadExercise, Promise
from grader.i18n import use

TOML = "exercises/ex01_add/exercise.toml"


def test_exercises_are_discovered_by_their_folders(kit: Kit) -> None:
    kit.write("exercises/notes/exercise.toml", "")
    kit.write("exercises/ex77.txt", "")
    assert exercises.ids(kit.root) == ["ex01_add", "ex02_join"]


def test_an_exercise_knows_what_its_folder_says(kit: Kit) -> None:
    exercise = exercises.load(kit.root, "ex01_add")
    assert (exercise.short, exercise.number, exercise.part) == ("ex01", 1, 1)
    assert exercise.files == ("add.py",)
    assert exercise.names == {"add": "function", "Adder": "class"}
    assert exercise.about == ("adds_two_numbers",)


def test_checks_are_read_from_the_suite_without_importing_it(kit: Kit) -> None:
    kit.change("grader/suites/ex01_add.py", '"""Adding', 'raise SystemExit\n"""Adding')
    exercise = exercises.load(kit.root, "ex01_add")
    assert exercise.checks[1] == Promise("adds_two_numbers", 3, "two numbers are added")
    assert exercise.points == 6


def test_checks_may_be_written_over_several_lines(kit: Kit) -> None:
    kit.change(
        "grader/suites/ex01_add.py",
        '@check(3, N_("two numbers are added"))',
        '@check(\n    3,\n    N_("two numbers "\n       "(any) are added"),\n)',
    )
    promise = exercises.load(kit.root, "ex01_add").checks[1]
    assert promise == Promise("adds_two_numbers", 3, "two numbers (any) are added")


def test_titles_are_told_in_the_current_language(kit: Kit) -> None:
    adding, joining = exercises.discover(kit.root)
    use("ko")
    try:
        assert adding.title == "더하기"
        assert joining.title == "Joining", "an exercise without Korean speaks English"
    finally:
        use("en")


@pytest.mark.parametrize(
    ("old", "new", "field", "found"),
    [
        ("part = 1", 'part = "one"', "part", "'one'"),
        ("part = 1", "part = true", "part", "True"),
        ("part = 1", "", "part", "nothing"),
        ('id = "ex01_add"', 'id = "ex02_add"', "id", "'ex02_add'"),
        ('id = "ex01_add"', "id = 1", "id", "1"),
        ('module = "add.py"', 'module = "../add.py"', "module", "'../add.py'"),
        ('module = "add.py"', "", "module", "nothing"),
        ('module = "add.py"', "files = []", "files", "[]"),
        ('kinds = ["C"]', 'kinds = ["X"]', "kinds", "'X'"),
        ('kinds = ["C"]', 'kinds = "C"', "kinds", "'C'"),
        ('languages = ["en", "ko"]', 'languages = ["ko"]', "languages", "['ko']"),
        ('ko = "더하기"', 'ko = ""', "title.ko", "''"),
        ('ko = "합"', "", "topic.ko", "nothing"),
        ('add = "function"', 'add = "method"', "names.add", "'method'"),
        ('add = "function"\nAdder = "class"', "", "names", "none"),
        ("[names]", "[name]", "names", "nothing"),
    ],
)
def test_a_damaged_field_is_named_with_what_was_expected_and_found(
    kit: Kit, old: str, new: str, field: str, found: str
) -> None:
    kit.change(TOML, old, new)
    with pytest.raises(BadExercise) as caught:
        exercises.load(kit.root, "ex01_add")
    assert caught.value.file == kit.file(TOML)
    assert (caught.value.field, caught.value.found) == (field, found)
    assert f"{field}: expected" in str(caught.value)


@pytest.mark.parametrize("content", [b"id = ", b"\xff\xfe", b'id = "a"\nid = "b"'])
def test_a_file_that_is_no_toml_is_named(kit: Kit, content: bytes) -> None:
    kit.write(TOML, content)
    with pytest.raises(BadExercise, match=r"exercise\.toml: expected readable TOML"):
        exercises.load(kit.root, "ex01_add")


def test_a_folder_without_exercise_toml_is_named(kit: Kit) -> None:
    kit.file(TOML).unlink()
    with pytest.raises(BadExercise, match=r"exercise\.toml: expected a file, found nothing"):
        exercises.load(kit.root, "ex01_add")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("@check(3,", "@check(0,"),
        ("@check(3,", "@check(1.5,"),
        ("@check(3,", "@check(THREE,"),
        ("@check(3, N_(", "@check(3,, N_("),
    ],
)
def test_a_suite_with_a_damaged_check_is_named(kit: Kit, old: str, new: str) -> None:
    kit.change("grader/suites/ex01_add.py", old, new)
    with pytest.raises(BadExercise, match=r"suites/ex01_add\.py"):
        exercises.load(kit.root, "ex01_add").points  # noqa: B018


def test_a_suite_without_checks_is_refused(kit: Kit) -> None:
    kit.write("grader/suites/ex01_add.py", "def check_nothing(lab): pass\n")
    with pytest.raises(BadExercise, match="functions marked with @check"):
        exercises.load(kit.root, "ex01_add").checks  # noqa: B018
