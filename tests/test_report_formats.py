"""Each format against its consumer: a schema, its parser, or the shape its consumer writes."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import junitparser
import pytest
from report_samples import ALL, KOREAN, RACE, RACE_DIAGNOSIS, failed, result

import grader
from grader.reports import FORMATS, ReportOptions, classroom50, github
from grader.reports.markdown import LIMIT, escaped, fenced, summary
from grader.result import (
    CheckResult,
    Diagnosis,
    Environment,
    Kind,
    Lane,
    Result,
    Status,
    Step,
    Wait,
)

SCHEMA = json.loads(
    (Path(grader.__file__).parent / "schemas" / "result-v1.schema.json").read_text("utf-8")
)
DEFINITIONS = SCHEMA["$defs"]
EVERY = [*ALL.values(), KOREAN]
OPTIONS = ReportOptions()


@pytest.fixture(autouse=True)
def no_runner(monkeypatch):
    for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)


def valid(document) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(document)


# --- json ---------------------------------------------------------------------------------


def test_the_schema_is_itself_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("sample", sorted(ALL))
def test_one_result_is_the_object_itself(sample):
    document = json.loads(FORMATS["json"]([ALL[sample]], OPTIONS))
    valid(document)
    assert document["schema"] == "grader/result/v1"


def test_several_results_are_a_list_of_objects():
    document = json.loads(FORMATS["json"](EVERY, OPTIONS))
    valid(document)
    assert len(document["results"]) == len(EVERY)


@pytest.mark.parametrize("sample", sorted(set(ALL) - {"hostile"}))
def test_a_result_survives_the_way_through_json(sample):
    document = json.loads(FORMATS["json"]([ALL[sample]], OPTIONS))
    assert Result.from_json(document) == ALL[sample]


def test_the_schema_knows_every_status_and_kind_and_no_other():
    assert DEFINITIONS["status"]["enum"] == [status.value for status in Status]
    assert DEFINITIONS["kind"]["enum"] == [kind.value for kind in Kind]


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("result", Result),
        ("check", CheckResult),
        ("diagnosis", Diagnosis),
        ("step", Step),
        ("wait", Wait),
        ("lane", Lane),
        ("environment", Environment),
    ],
)
def test_the_schema_knows_every_field_and_no_other(name, shape):
    names = {field.name for field in fields(shape)} | ({"schema"} if shape is Result else set())
    assert set(DEFINITIONS[name]["properties"]) == names
    assert set(DEFINITIONS[name]["required"]) == names


@pytest.mark.parametrize(
    "change",
    [{"status": "skipped"}, {"score": 1.5}, {"extra": 1}, {"checks": [{}]}, {"schema": "other"}],
)
def test_the_schema_refuses_what_is_not_a_result(change):
    document = {**RACE.to_json(), **change}
    with pytest.raises(jsonschema.ValidationError):
        valid(document)


def test_figures_that_json_lacks_become_text():
    odd = replace(RACE_DIAGNOSIS, facts={"a": float("nan"), "b": [float("inf")]})
    text = FORMATS["json"]([result("ex09", "t", "f", failed("c", "t", 1, odd))], OPTIONS)
    facts = json.loads(text)["checks"][0]["diagnosis"]["facts"]
    assert facts == {"a": "nan", "b": ["inf"]}


# --- junit --------------------------------------------------------------------------------


def test_junitparser_reads_the_same_counts(tmp_path):
    path = tmp_path / "junit.xml"
    path.write_text(FORMATS["junit"](EVERY, OPTIONS), encoding="utf-8")
    suites = list(junitparser.JUnitXml.fromfile(str(path)))
    assert [suite.name for suite in suites] == [sample.exercise for sample in EVERY]
    for suite, sample in zip(suites, EVERY, strict=True):
        statuses = [check.status for check in sample.checks]
        unloaded = not sample.checks
        assert suite.failures == statuses.count(Status.FAILED)
        assert suite.errors == statuses.count(Status.ERROR) + unloaded
        assert suite.skipped == statuses.count(Status.SKIPPED)
        assert suite.tests == len(list(suite)) == len(statuses) + unloaded


def test_junitparser_reads_what_happened(tmp_path):
    path = tmp_path / "junit.xml"
    path.write_text(FORMATS["junit"]([RACE], OPTIONS), encoding="utf-8")
    (suite,) = junitparser.JUnitXml.fromfile(str(path))
    case = next(case for case in suite if case.name == "every_deposit_counts")
    (outcome,) = case.result
    assert isinstance(outcome, junitparser.Failure)
    assert outcome.message == RACE_DIAGNOSIS.summary
    assert "depositor-1" in outcome.text


def test_junit_has_the_shape_that_pytest_writes(tmp_path):
    (tmp_path / "test_shapes.py").write_text(
        "import pytest\n"
        "@pytest.fixture\n"
        "def broken(): raise ValueError\n"
        "def test_fails(record_property): record_property('a', 1); assert False\n"
        "def test_errs(broken): pass\n"
        "def test_skips(): pytest.skip('why')\n"
        "def test_prints(): print('text')\n",
        encoding="utf-8",
    )
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\njunit_family = xunit2\njunit_logging = system-out\n", encoding="utf-8"
    )
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--junitxml=theirs.xml"],
        cwd=tmp_path,
        capture_output=True,
        timeout=120,
        check=False,
    )
    theirs = shape(ET.parse(tmp_path / "theirs.xml").getroot())
    # pytest writes properties of the whole suite in the same shape as those of a case.
    theirs["testsuite/properties"] = theirs["testcase/properties"]
    ours = shape(ET.fromstring(FORMATS["junit"](EVERY, OPTIONS)))
    assert set(ours) <= set(theirs)
    for place, attributes in ours.items():
        assert attributes <= theirs[place], place
    assert theirs["testsuites/testsuite"] == ours["testsuites/testsuite"]


def shape(root: ET.Element) -> dict[str, set[str]]:
    """The attributes of each kind of element, by its parent's and its own name."""
    found: dict[str, set[str]] = {root.tag: set(root.attrib)}
    for parent in root.iter():
        for child in parent:
            found.setdefault(f"{parent.tag}/{child.tag}", set()).update(child.attrib)
    return found


# --- github -------------------------------------------------------------------------------


def log(results, options=OPTIONS) -> tuple[list[str], list[str]]:
    """The lines that a runner would only print, and those that it would obey."""
    printed, obeyed, resume = [], [], None
    for line in FORMATS["github"](results, options).splitlines():
        if resume is None and line.startswith("::stop-commands::"):
            resume = line.removeprefix("::stop-commands::")
        elif line == f"::{resume}::":
            resume = None
        else:
            (obeyed if line.lstrip().startswith("::") else printed).append(line)
            assert resume is None or not line.lstrip().startswith("::")
    assert resume is None
    return printed, obeyed


def test_the_line_that_matters_is_annotated():
    _printed, (first, *rest) = log([RACE])
    assert first == (
        "::error file=exercises/ex09_lost_update/bank.py,line=13,"
        "title=every deposit counts%2C whatever the interleaving (race)::"
        "Two threads read balance = 0 before either wrote, so one deposit is lost: "
        "expected 2000, got 1000.%0A"
        "Hint: what if lines 12 and 13 could not be separated by another thread?"
    )
    assert [re.search(r"line=(\d+)", line)[1] for line in rest] == ["12"]


def test_hostile_text_gives_no_command_of_its_own():
    _printed, obeyed = log([ALL["hostile"]])
    assert all(line.startswith("::error file=exercises/") for line in obeyed)
    assert len(obeyed) == 1


def test_no_more_annotations_of_a_kind_than_a_runner_shows():
    _printed, obeyed = log([RACE] * 30)
    assert sum(line.startswith("::error ") for line in obeyed) == 10
    assert sum(line.startswith("::notice ") for line in obeyed) == 10


def test_the_token_that_resumes_commands_is_new_each_time():
    assert github.token() != github.token()


def test_paths_are_relative_to_the_workspace(tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    kit = tmp_path / "course" / "kit"
    (kit / "exercises" / "ex09_lost_update").mkdir(parents=True)
    _printed, obeyed = log([RACE], ReportOptions(kit_root=kit))
    assert "file=course/kit/exercises/ex09_lost_update/bank.py," in obeyed[0]


def test_a_file_outside_of_the_workspace_keeps_its_own_name(tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "elsewhere"))
    _printed, obeyed = log([RACE], ReportOptions(kit_root=tmp_path))
    assert "file=exercises/ex09_lost_update/bank.py," in obeyed[0]


def test_without_a_line_of_its_own_a_diagnosis_stands_where_its_story_does():
    check = failed("c", "t", 1, replace(RACE_DIAGNOSIS, file="", line=0))
    _printed, obeyed = log([result("ex09_lost_update", "t", "bank.py", check)])
    assert "bank.py,line=13,title=t (race)::" in obeyed[0]


def test_a_second_file_of_the_submission_is_annotated_itself(tmp_path):
    folder = tmp_path / "exercises" / "ex09_lost_update"
    folder.mkdir(parents=True)
    (folder / "helper.py").touch()
    check = failed("c", "t", 1, Diagnosis(Kind.EXCEPTION, "s", file="helper.py", line=3))
    other = result("ex09_lost_update", "t", "bank.py", check)
    _printed, obeyed = log([other], ReportOptions(kit_root=tmp_path))
    assert "file=exercises/ex09_lost_update/helper.py,line=3" in obeyed[0]


def test_summary_and_outputs_go_where_the_runner_asks(tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "output"))
    (tmp_path / "summary").write_text("before\n", encoding="utf-8")
    FORMATS["github"]([RACE, ALL["passed"]], OPTIONS)
    assert (tmp_path / "output").read_text("utf-8").split() == [
        "score=16",
        "max_score=20",
        "status=failed",
    ]
    text = (tmp_path / "summary").read_text("utf-8")
    assert text.startswith("before\n## ex09 Lost update: 6 of 10 points")


def test_a_fence_is_longer_than_any_fence_inside():
    lines = fenced("a\n`````\nb").splitlines()
    assert lines[0] == "``````text"
    assert lines[-1] == "``````"


def test_markdown_and_html_in_a_text_stay_text():
    assert escaped("a|b `c` <script> &amp; [x](y)\n# z") == (
        r"a\|b \`c\` &lt;script\> &amp;amp; \[x\](y) \# z"
    )


def test_a_summary_stays_within_what_a_runner_takes():
    text = summary([KOREAN] * 3000)
    assert len(text.encode()) <= LIMIT + 1000
    assert "more to tell" in text


# --- legacy classroom -----------------------------------------------------------------------


def as_the_reporter_reads_it(document) -> tuple[int, int, int]:
    """Tests passed, points and maximum, computed as the reporter action does."""
    points = sum(test["score"] for test in document["tests"]) if document["max_score"] else 0
    passed = sum(test["status"] == "pass" for test in document["tests"])
    assert document["tests"]
    return passed, points, document["max_score"] or 0


@pytest.mark.parametrize("sample", sorted(ALL))
def test_the_reporter_reads_the_same_points(sample):
    document = json.loads(FORMATS["classroom"]([ALL[sample]], OPTIONS))
    passed, points, most = as_the_reporter_reads_it(document)
    assert passed == sum(check.status is Status.PASSED for check in ALL[sample].checks)
    assert (points, most) == (ALL[sample].score, ALL[sample].max_score)
    assert document["status"] in {"pass", "fail", "error"}


@pytest.mark.parametrize("results", [[], [ALL["error"]], [ALL["error"], RACE]])
def test_the_list_of_tests_is_never_empty(results):
    document = json.loads(FORMATS["classroom"](results, OPTIONS))
    as_the_reporter_reads_it(document)
    assert document["status"] == "error"


def test_a_check_is_all_or_nothing_for_the_reporter():
    half = CheckResult("c", "t", Status.FAILED, 1, 2, diagnosis=RACE_DIAGNOSIS)
    document = json.loads(FORMATS["classroom"]([result("ex09", "t", "f", half)], OPTIONS))
    assert document["tests"][0]["score"] == 0


def test_the_payload_is_a_step_output_in_base64(tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "output"))
    text = FORMATS["classroom"]([KOREAN], OPTIONS)
    name, _equals, value = (tmp_path / "output").read_text("ascii").rstrip("\n").partition("=")
    assert name == "result"
    assert json.loads(base64.b64decode(value, validate=True)) == json.loads(text)


# --- classroom 50 ---------------------------------------------------------------------------

ENVIRONMENT = {
    "CLASSROOM": "threads-2026",
    "ASSIGNMENT": "ex09",
    "SUBMISSION_TAG": "submit/1",
    "COMMIT_URL": "c",
    "RELEASE_URL": "r",
    "REVIEW_URL": "v",
}


@pytest.mark.parametrize("results", [[RACE], EVERY])
def test_a_classroom_50_result_has_the_fields_that_its_runner_checks(monkeypatch, results):
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    document = json.loads(FORMATS["classroom50"](results, OPTIONS))
    assert document["schema"] == "classroom50/result/v1"
    assert document["submission"] == "submit/1"
    assert document["review"] == "v"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", document["datetime"])
    assert document["score"] == sum(test["score"] for test in document["tests"])
    assert document["max-score"] == sum(test["max-score"] for test in document["tests"])
    for test in document["tests"]:
        assert type(test["score"]) is type(test["max-score"]) is int
        assert type(test["passed"]) is bool
        assert test["test-name"]


def test_without_a_review_the_commit_stands_in(monkeypatch):
    monkeypatch.setenv("COMMIT_URL", "c")
    monkeypatch.delenv("REVIEW_URL", raising=False)
    assert json.loads(FORMATS["classroom50"]([RACE], OPTIONS))["review"] == "c"


def test_the_date_is_the_committers_in_utc(tmp_path, monkeypatch):
    def git(*argv: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *argv], cwd=tmp_path, check=True, capture_output=True)

    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-03-04T21:30:00+09:00")
    git("init", "-q")
    git("commit", "-q", "--allow-empty", "--no-verify", "-m", "x")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    assert classroom50.submitted().isoformat() == "2026-03-04T12:30:00+00:00"


# --- gradescope -----------------------------------------------------------------------------


@pytest.mark.parametrize("results", [[sample] for sample in EVERY] + [EVERY])
def test_a_gradescope_result_has_only_fields_and_words_that_gradescope_knows(results):
    document = json.loads(FORMATS["gradescope"](results, OPTIONS))
    assert set(document) <= {
        "score",
        "execution_time",
        "output",
        "output_format",
        "test_output_format",
        "visibility",
        "stdout_visibility",
        "extra_data",
        "tests",
        "leaderboard",
    }
    assert document["score"] == sum(test["score"] for test in document["tests"])
    for test in document["tests"]:
        assert set(test) <= {
            "score",
            "max_score",
            "status",
            "name",
            "number",
            "output",
            "output_format",
            "tags",
            "visibility",
        }
        assert test["status"] in {"passed", "failed"}
        assert test["visibility"] == "visible"
        assert isinstance(test["number"], str)
        assert type(test["score"]) is int


# --- all of them ----------------------------------------------------------------------------


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_no_format_lets_a_control_character_or_a_command_through(format):
    text = FORMATS[format]([ALL["hostile"]], OPTIONS)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)
    assert "##[" not in text
    if format != "github":
        assert not any(line.lstrip().startswith("::") for line in text.splitlines())


def test_naming_the_formats_imports_no_writer():
    code = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "import grader.reports\n"
        "new = set(sys.modules) - before\n"
        "heavy = {'rich', 'json', 'xml', 'grader.reports.terminal'} & new\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], cwd=Path(grader.__file__).parents[1], check=True)


@pytest.mark.parametrize("path", ["docs/ci.md", "docs/workflows/grade.yml"])
def test_the_documentation_names_only_formats_that_exist(path):
    text = (Path(grader.__file__).parents[1] / path).read_text("utf-8")
    named = re.findall(r'--format"?,? "?(\w+)', text)
    assert named
    assert set(named) <= set(FORMATS)


def test_the_example_workflow_grants_nothing_but_reading():
    path = Path(grader.__file__).parents[1] / "docs" / "workflows" / "grade.yml"
    text = path.read_text("utf-8")
    assert re.findall(r"(?m)^\s*([\w-]+: (?:read|write)(?:-all)?)\b", text) == ["contents: read"]
    assert "pull_request_target" not in text
