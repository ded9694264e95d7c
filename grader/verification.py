"""The instructor's proof that the exercises judge rightly, case by case.

Each exercise is graded on answers whose verdict is known: its reference and accepted answers must
get full marks, its stub must fail what the exercise is about, and each rejected answer must fail
the checks that its header names, for the reason that it names. Every check of a suite has to be
failed so by one of them: a check that has gone blind cannot pass this proof.
"""

from __future__ import annotations

import ast
import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from time import perf_counter

from grader.exercise import BadExercise, Exercise, shown
from grader.grading import Answer, Grader
from grader.hints import STAGES, hints
from grader.i18n import _
from grader.result import CheckResult, Kind, Result, Status
from grader.scaffold import placeholders

FEWEST_ACCEPTED = 3
FEWEST_REJECTED = 5

# An answer is refused for these when it is loaded, before any check has looked at it.
BEFORE_ANY_CHECK = frozenset({Kind.IMPORT_ERROR, Kind.MISSING_NAME})


class Role(StrEnum):
    """What is known of a case beforehand."""

    TEXTS = "texts"
    CHECKS = "checks"
    REFERENCE = "reference"
    STUB = "stub"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to prove about an exercise. `path` is an answer's file or folder."""

    exercise: Exercise
    role: Role
    path: Path

    @property
    def name(self) -> str:
        if self.role in (Role.ACCEPTED, Role.REJECTED):
            return f"{self.role}/{self.path.name}"
        return self.role.value


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of a case: every way in which it is not as it must be. `seconds` it took.

    `verdicts` gives for each check of a graded answer its status, or of a failed one its kind.
    """

    case: Case
    faults: tuple[str, ...]
    seconds: float
    verdicts: Mapping[str, str] = field(default_factory=dict)
    trouble: tuple[str, ...] = ()


@dataclass(slots=True)
class Header:
    """What the first lines of a rejected answer say: which checks must fail, and of what kind."""

    must_fail: tuple[str, ...] = ()
    kind: str = ""
    why: str = ""


def cases(exercise: Exercise) -> list[Case]:
    """Everything to prove about `exercise`."""
    return [
        Case(exercise, Role.TEXTS, exercise.folder),
        Case(exercise, Role.CHECKS, exercise.suite),
        Case(exercise, Role.REFERENCE, exercise.solution),
        Case(exercise, Role.STUB, exercise.stub),
        *(Case(exercise, Role.ACCEPTED, path) for path in _answers(exercise, "accepted")),
        *(Case(exercise, Role.REJECTED, path) for path in _answers(exercise, "rejected")),
    ]


def prove(case: Case, grader: Grader, seed: int) -> Proof:
    """Put `case` to the proof; a damaged or missing file is a fault like any other."""
    started = perf_counter()
    verdicts: dict[str, str] = {}
    trouble: tuple[str, ...] = ()
    try:
        if case.role is Role.TEXTS:
            faults = tuple(_faults_of_texts(case.exercise))
        elif case.role is Role.CHECKS:
            faults = tuple(_faults_of_checks(case.exercise))
        else:
            grading = grader.grade(case.exercise, _answer(case), seed, only=_needed(case))
            verdicts = {check.id: _verdict(check) for check in grading.result.checks}
            trouble = grading.trouble
            faults = tuple(_faults(case, grading.result))
    except (BadExercise, OSError, SyntaxError, UnicodeDecodeError) as error:
        faults = (str(error),)
    return Proof(case, faults, round(perf_counter() - started, 3), verdicts, trouble)


def _needed(case: Case) -> frozenset[str]:
    """The checks that prove the case, none for all of them: a check is graded by itself."""
    if case.role is Role.STUB:
        named = case.exercise.about
    elif case.role is Role.REJECTED:
        named = read_header(_module(case.exercise, case.path)).must_fail
    else:
        named = ()
    return frozenset(named) if set(named) <= {c.id for c in case.exercise.checks} else frozenset()


def _verdict(check: CheckResult) -> str:
    return str(check.diagnosis.kind if check.diagnosis is not None else check.status)


def _answers(exercise: Exercise, kind: str) -> list[Path]:
    folder = exercise.submissions / kind
    if not folder.is_dir():
        return []
    many = len(exercise.files) > 1
    return sorted(p for p in folder.iterdir() if (p.is_dir() if many else p.suffix == ".py"))


def _module(exercise: Exercise, path: Path) -> Path:
    return path / exercise.module if path.is_dir() else path


def _answer(case: Case) -> Answer:
    if case.path.is_dir():
        return Answer.in_folder(case.exercise, case.path)
    return Answer.from_path(case.exercise, case.path)


def _faults(case: Case, result: Result) -> Iterator[str]:
    if result.status is Status.ERROR:
        yield result.message
    elif case.role is Role.STUB:
        yield from _faults_of_names(case)
        yield from _faults_of_stub(case.exercise, result)
    elif case.role is Role.REJECTED:
        yield from _faults_of_rejected(case, result)
    else:
        if case.role is Role.REFERENCE:
            yield from _faults_of_names(case)
        for check in result.checks:
            if check.status is not Status.PASSED:
                yield _("{check}: expected passed, got {got}").format(
                    check=check.id, got=_got(check)
                )


def _faults_of_stub(exercise: Exercise, result: Result) -> Iterator[str]:
    by_id = {check.id: check for check in result.checks}
    if _refused_before_any_check(result):
        yield _("refused when it was loaded, before any check ran; this proves no check")
    if not exercise.about:
        file = shown(exercise.folder / "exercise.toml")
        yield _("{file}: about: expected the checks that the stub must fail").format(file=file)
    for name in exercise.about:
        if name not in by_id:
            yield _("about: the suite has no check {check}").format(check=name)
        elif by_id[name].status is not Status.FAILED:
            yield _("{check}: expected the stub to fail, got {got}").format(
                check=name, got=_got(by_id[name])
            )


def _faults_of_rejected(case: Case, result: Result) -> Iterator[str]:
    header = read_header(_module(case.exercise, case.path))
    if not header.must_fail or header.kind not in set(Kind):
        yield _(
            "the header: expected `# must fail: CHECK` and `# kind: KIND`, found {found}"
        ).format(found=header)
        return
    if header.kind not in BEFORE_ANY_CHECK and _refused_before_any_check(result):
        yield _("refused when it was loaded, before any check ran; this proves no check")
    by_id = {check.id: check for check in result.checks}
    for name in header.must_fail:
        check = by_id.get(name)
        if check is None:
            yield _("the header: the suite has no check {check}").format(check=name)
        elif check.diagnosis is None or check.diagnosis.kind != header.kind:
            yield _("{check}: expected {kind}, got {got}").format(
                check=name, kind=header.kind, got=_got(check)
            )


def _refused_before_any_check(result: Result) -> bool:
    return all(check.status is Status.FAILED and not check.seconds for check in result.checks)


def _got(check: CheckResult) -> str:
    if check.diagnosis is not None:
        return f"{check.diagnosis.kind} ({check.diagnosis.summary})"
    return f"{check.status} ({check.reason})" if check.reason else str(check.status)


def read_header(file: Path) -> Header:
    """The header of a rejected answer: the comment lines at its beginning."""
    header = Header()
    for line in file.read_text(encoding="utf-8").splitlines():
        match = re.fullmatch(r"#\s*(must fail|kind|why):\s*(.*?)\s*", line)
        if match is None:
            break
        if match[1] == "must fail":
            header.must_fail = tuple(name.strip() for name in match[2].split(","))
        else:
            setattr(header, match[1], match[2])
    return header


def _faults_of_names(case: Case) -> Iterator[str]:
    """What the exercise promises to define and the stub or reference does not."""
    file = case.path / case.exercise.module
    defined = _defined(file)
    for name, kind in case.exercise.names.items():
        fitting = ("class", "function") if kind == "callable" else (kind,)
        if defined.get(name, "") not in (*fitting, "value"):
            yield _("{file}: expected {name} to be a {kind}, found {found}").format(
                file=shown(file), name=name, kind=kind, found=defined.get(name) or _("nothing")
            )


def _defined(file: Path) -> dict[str, str]:
    names: dict[str, str] = {}
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            names[node.name] = "class"
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names[node.name] = "function"
        elif isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name: "value" for alias in node.names}
    return names


def _faults_of_texts(exercise: Exercise) -> Iterator[str]:
    for language in exercise.languages:
        file = exercise.readme(language)
        if not file.is_file() or not file.read_text(encoding="utf-8").strip():
            yield _("{file}: expected the task's text, found nothing").format(file=shown(file))
    found = hints(exercise)
    file = exercise.folder / "hints.toml"
    if len(found.staged) != STAGES:
        yield _("{file}: expected {n} staged hints, found {found}").format(
            file=shown(file), n=STAGES, found=len(found.staged)
        )
    for path in _files(exercise):
        # One that cannot be read is a fault of its own case.
        if lines := placeholders(path.read_text(encoding="utf-8", errors="replace")):
            yield _("{file}: still placeholders in lines {lines}").format(
                file=shown(path), lines=", ".join(map(str, lines))
            )
    yield from _faults_of_bindings(exercise, list(found.on))
    for folder, fewest in (("accepted", FEWEST_ACCEPTED), ("rejected", FEWEST_REJECTED)):
        number = len(_answers(exercise, folder))
        if number < fewest:
            yield _("{folder}: expected at least {n} answers, found {found}").format(
                folder=shown(exercise.submissions / folder), n=fewest, found=number
            )


def _files(exercise: Exercise) -> Iterator[Path]:
    """Every file that belongs to the exercise and holds text."""
    folders = (exercise.folder, exercise.stub, exercise.solution, exercise.submissions)
    kinds = {".md", ".py", ".toml"}
    found = (path for folder in folders for path in sorted(folder.rglob("*")))
    yield from (
        path for path in (exercise.suite, *found) if path.suffix in kinds and path.is_file()
    )


def _faults_of_checks(exercise: Exercise) -> Iterator[str]:
    """The checks that no known answer has to fail: they may have gone blind."""
    proven = set(exercise.about)
    for path in _answers(exercise, "rejected"):
        # One that cannot be read is a fault of its own case.
        with contextlib.suppress(OSError, UnicodeDecodeError):
            header = read_header(_module(exercise, path))
            if header.kind not in BEFORE_ANY_CHECK:
                proven.update(header.must_fail)
    for check in exercise.checks:
        if check.id not in proven:
            yield _(
                "{check}: nothing proves this check; expected it in `# must fail:` of a rejected "
                "answer, or in `about`"
            ).format(check=check.id)


def _faults_of_bindings(exercise: Exercise, bindings: Sequence[str]) -> Iterator[str]:
    if not bindings:
        yield _("hints.toml: expected hints bound to a diagnosis, found none")
    known = {check.id for check in exercise.checks}
    for binding in bindings:
        check, _slash, kind = binding.rpartition("/")
        if kind not in set(Kind) or (check and check not in known):
            yield _("hints.toml: on.{binding}: expected a kind, or a check and a kind").format(
                binding=repr(binding)
            )
