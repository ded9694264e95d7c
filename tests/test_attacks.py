"""Answers that attack the grader earn nothing and leave nothing behind.

Each file of `attacks/` poses as an answer; its header says which checks it must fail, and how.
It is graded by the command line as a person would do it.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest
from kits import REPOSITORY, plain_environment

from grader.exercise import load
from grader.grading import Answer, Grader
from grader.result import Kind

ATTACKS = Path(__file__).parent / "attacks"
WITNESS = Path(__file__).parent / "witness.py"
SHARED_MEMORY = Path("/dev/shm")
PORTS = (47601,)
"""What attacks listen on."""
SYSTEM_V_KEY = 0x0A77AC4
"""Under what attacks make System V objects."""
AT_ONCE = 2
BOUND = 150
"""Seconds after which a grading has not ended by itself."""


@dataclass(frozen=True)
class Attack:
    """A file, or a folder with further files beside the answer, and what it must come to."""

    path: Path

    def _said(self, what: str) -> str:
        found = re.search(rf"^# {what}: (.+)$", self.answer().read_text("utf-8"), re.MULTILINE)
        assert found, f"{self.path} does not say '# {what}: '"
        return found[1].strip()

    def answer(self) -> Path:
        """The file that poses as the answer."""
        if self.path.is_file():
            return self.path
        return next(p for p in self.path.glob("*.py") if "# poses as:" in p.read_text("utf-8"))

    @property
    def exercise(self) -> str:
        return self._said("poses as")

    @property
    def fails(self) -> list[str]:
        """The checks that it must fail, all of them for ["all"]."""
        return [name.strip() for name in self._said("must fail").split(",")]

    @property
    def kinds(self) -> set[str]:
        return {str(Kind(name.strip())) for name in self._said("kind").split(",")}


def attacks() -> list[Path]:
    return sorted(p for p in ATTACKS.iterdir() if not p.name.startswith(("_", ".")))


@dataclass(frozen=True)
class Grading:
    """How one run of the command line ended, and what it left behind."""

    status: int
    out: str
    err: str
    report: Any
    processes: list[str]
    files: list[str]
    shared: set[str]

    @property
    def failed(self) -> dict[str, str]:
        """The checks that earned nothing, each with the kind of its diagnosis."""
        return {
            check["id"]: check["diagnosis"]["kind"]
            for check in self.report["checks"]
            if check["status"] == "failed" and check["points"] == 0
        }


def graded(exercise: str, answer: Path, *, where: Path = REPOSITORY, **environment: str) -> Grading:
    """Grade `answer` from the folder `where`, in an environment with these variables."""
    # A short path, since a path of a unix socket has to fit 108 bytes.
    with tempfile.TemporaryDirectory(prefix="a-") as folder:
        base = Path(folder)
        (base / "t").mkdir()
        base.chmod(0o711)  # a worker may be another user
        report = base / "report.json"
        command = [sys.executable, "-m", "grader", exercise, "--file", str(answer), "--seed", "7"]
        command += ["--format", "json", "--output", str(report), "--format", "terminal"]
        before = shared_memory()
        seen = subprocess.run(
            [sys.executable, "-P", str(WITNESS), *command_in(where, command, environment)],
            capture_output=True,
            check=True,
            timeout=BOUND,
            env=plain_environment(TMPDIR=str(base / "t")),
        )
        said = json.loads(seen.stdout)
        return Grading(
            status=said["status"],
            out=said["out"],
            err=said["err"],
            report=json.loads(report.read_bytes()) if report.exists() else None,
            processes=said["left"],
            files=[p.name for p in (base / "t").iterdir()],
            shared=shared_memory() - before,
        )


def command_in(where: Path, command: list[str], environment: dict[str, str]) -> list[str]:
    """`command`, to be run in a folder with more in its environment than the witness has."""
    program = "import os, sys; os.chdir(sys.argv[1]); os.environ.update(eval(sys.argv[2])); "
    program += "os.execv(sys.argv[3], sys.argv[3:])"
    return [sys.executable, "-S", "-P", "-c", program, str(where), repr(environment), *command]


def shared_memory() -> set[str]:
    return {p.name for p in SHARED_MEMORY.iterdir()} if SHARED_MEMORY.is_dir() else set()


def assault(path: Path) -> Grading:
    """Grade a copy of an attack, alone in a folder but for what it brings along."""
    attack = Attack(path)
    with tempfile.TemporaryDirectory(prefix="b-") as folder:
        if path.is_dir():
            shutil.copytree(path, folder, dirs_exist_ok=True)
        else:
            shutil.copy(path, folder)
        return graded(attack.exercise, Path(folder) / attack.answer().name)


@pytest.fixture(scope="module")
def assaults(request: pytest.FixtureRequest) -> Iterator[Callable[[Path], Grading]]:
    """Gives the grading of an attack; those that were selected run a few at a time."""
    chosen = [
        item.callspec.params["path"]
        for item in request.session.items
        if isinstance(item, pytest.Function)
        and item.originalname == "test_an_attack_earns_nothing_and_leaves_nothing"
    ]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        gradings: dict[Path, Future[Grading]] = {p: pool.submit(assault, p) for p in chosen}
        yield lambda path: gradings[path].result()
        for grading in gradings.values():
            grading.cancel()


@pytest.mark.parametrize("path", attacks(), ids=lambda path: path.stem)
def test_an_attack_earns_nothing_and_leaves_nothing(
    path: Path, assaults: Callable[[Path], Grading]
) -> None:
    attack, grading = Attack(path), assaults(path)
    assert grading.status == 1, grading
    expect_failed(attack, grading)
    expect_clean(grading)


def expect_failed(attack: Attack, grading: Grading) -> None:
    """The checks that the attack is about failed for one of the reasons that it names."""
    every = [check["id"] for check in grading.report["checks"]]
    for name in every if attack.fails == ["all"] else attack.fails:
        assert name in every
        assert grading.failed.get(name, "earned points") in attack.kinds, grading.out
    if attack.fails == ["all"]:
        assert grading.report["score"] == 0


def expect_clean(grading: Grading) -> None:
    """Nothing is left, and nothing was said that a terminal or a CI runner would obey."""
    assert grading.processes == []
    assert grading.files == []
    left = still_there({name for name in grading.shared if "attack" in name})
    private = "private-shm" in grading.report["environment"]["isolation"]
    if private:
        assert left == set()
    for name in left:  # a user who may not mount has one /dev/shm for all programs
        shutil.rmtree(SHARED_MEMORY / name, ignore_errors=True)
        (SHARED_MEMORY / name).unlink(missing_ok=True)
    if private:
        assert objects_of_system_v() == []
    assert eventually(lambda: taken_ports() == [])
    for text in (grading.out, grading.err, *texts(grading.report)):
        assert commands_in(text) == [], repr(text)
    assert "ATTACK" not in grading.out + grading.err
    assert list(REPOSITORY.rglob("attack_poison*")) == []


def still_there(names: set[str]) -> set[str]:
    """Those of `names` that stay in /dev/shm."""
    eventually(lambda: not names & shared_memory())
    return names & shared_memory()


def taken_ports() -> list[tuple[int, int]]:
    """Kind and number of those ports of the attacks that somebody holds."""
    taken = []
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        for port in PORTS:
            with socket.socket(socket.AF_INET, kind) as ours:
                # Connections that are over may still have their number for a while.
                ours.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, kind == socket.SOCK_STREAM)
                try:
                    ours.bind(("127.0.0.1", port))
                except OSError:
                    taken.append((int(kind), port))
    return taken


def objects_of_system_v() -> list[str]:
    """What the system has under the attacks' key."""
    found = []
    for sort in ("shm", "sem", "msg"):
        with contextlib.suppress(OSError):
            rows = Path(f"/proc/sysvipc/{sort}").read_text().splitlines()[1:]
            found += [f"{sort}: {row}" for row in rows if int(row.split()[0]) == SYSTEM_V_KEY]
    return found


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether it comes true. An attack that runs meanwhile may keep it from that."""
    limit = time.monotonic() + BOUND
    while not holds():
        if time.monotonic() > limit:
            return False
        time.sleep(0.1)
    return True


def texts(value: Any) -> Iterator[str]:
    """Every text in a report."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


def commands_in(text: str) -> list[str]:
    """What in `text` is more than text: control characters, turns of direction, CI commands."""
    odd = [c for c in text if c not in "\n\t" and unicodedata.category(c) in ("Cc", "Cs", "Zl")]
    turns = [c for c in text if c in "\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067\u2068"]
    return odd + turns + re.findall(r"(?m)^\s*::.*|##\[.*", text)


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the attack that brings files along."""
    folder = tmp_path_factory.mktemp("beside")
    return shutil.copytree(ATTACKS / "files_beside_it", folder / "answer")


def expect_the_race_is_found(grading: Grading) -> None:
    assert grading.status == 1, grading
    assert grading.failed["every_deposit_counts"] == "race"
    expect_clean(grading)


def test_files_beside_an_answer_change_nothing_also_in_the_folder_where_the_grader_is_called(
    by_hand: Path,
) -> None:
    grading = graded("ex09_lost_update", by_hand / "bank.py", where=by_hand)
    expect_the_race_is_found(grading)


def test_the_environment_changes_nothing(by_hand: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Python itself executes these two from PYTHONPATH, before the grader has begun: whoever sets
    # the environment is whoever grades. So it does with what coverage imports.
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
    for name in ("sitecustomize", "usercustomize"):
        (by_hand / f"{name}.py").unlink()
    grading = graded(
        "ex09_lost_update",
        by_hand / "bank.py",
        PYTEST_ADDOPTS="--collect-only -p conftest",
        PYTEST_PLUGINS="conftest",
        PYTHONPATH=os.pathsep.join([str(by_hand), str(REPOSITORY)]),
        PYTHONBREAKPOINT="conftest.pytest_pyfunc_call",
        PYTHONSTARTUP=str(by_hand / "conftest.py"),
        COVERAGE_RCFILE=str(by_hand / ".coveragerc"),
        PYTHON_CPU_COUNT="1",
    )
    expect_the_race_is_found(grading)


def test_a_link_to_another_file_is_no_answer(tmp_path: Path) -> None:
    link = tmp_path / "bank.py"
    link.symlink_to(REPOSITORY / "solutions/ex09_lost_update/bank.py")
    grading = graded("ex09_lost_update", link)
    assert grading.status == 1
    assert set(grading.failed.values()) == {"import_error"}
    assert grading.report["score"] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_grader_that_is_killed_takes_its_workers_with_it(tmp_path: Path) -> None:
    answer = tmp_path / "bank.py"
    answer.write_text((ATTACKS / "ignores_signals.py").read_text("utf-8"))
    grader = subprocess.Popen(
        [sys.executable, "-m", "grader", "ex09_lost_update", "--file", str(answer)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=plain_environment(TMPDIR=str(tmp_path)),
    )
    try:
        family = until_answer_runs(grader)
        grader.send_signal(signal.SIGKILL)
        _gone, alive = psutil.wait_procs(family, timeout=2.0)
        assert alive == []
    finally:
        grader.kill()
        grader.wait()


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="who adopts orphans sees them all")
def test_a_grader_that_is_killed_at_any_moment_leaves_nobody() -> None:
    killing = subprocess.run(
        [sys.executable, str(REPOSITORY / "benchmarks/kill.py"), "--times", "20"],
        capture_output=True,
        text=True,
        timeout=280,
        env=plain_environment(),
    )
    assert killing.returncode == 0, killing.stdout + killing.stderr


def until_answer_runs(grader: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The grader's processes, as soon as one of them is a worker that executes the answer."""
    while grader.poll() is None:
        family = psutil.Process(grader.pid).children(recursive=True)
        for process in family:
            try:
                if process.cwd().endswith("w") and ignored_signals(process.pid):
                    return family
            except psutil.Error:
                continue
        time.sleep(0.02)
    raise AssertionError("the grader has ended")


def ignored_signals(pid: int) -> bool:
    """Whether the process ignores SIGTERM: the attack's first deed."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return not sys.platform.startswith("linux")
    mask = int(status.partition("SigIgn:")[2].split()[0], 16)
    return bool(mask & 1 << (signal.SIGTERM - 1))


def test_the_next_grading_is_not_disturbed(warm_grader: Grader) -> None:
    """One grader, one supervisor: attacks, and then the reference."""
    exercise = load(REPOSITORY, "ex09_lost_update")
    for name in ("kills_the_group", "closed_descriptors", "survivor", "kills_the_parent",
                 "listens_on_ports", "stops_its_parent"):  # fmt: skip
        expect_repelled(warm_grader, ATTACKS / f"{name}.py")
    reference = Answer.in_folder(exercise, exercise.solution)
    assert warm_grader.grade(exercise, reference, seed=7).result.passed


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, len(attacks()), 10))
def test_no_attack_disturbs_what_is_graded_next(warm_grader: Grader, first: int) -> None:
    for path in attacks()[first : first + 10]:
        expect_repelled(warm_grader, path)
    exercise = load(REPOSITORY, "ex31_parallel_sum")
    reference = Answer.in_folder(exercise, exercise.solution)
    assert warm_grader.grade(exercise, reference, seed=7).result.passed


def expect_repelled(grader: Grader, path: Path) -> None:
    attack = Attack(path)
    exercise = load(REPOSITORY, attack.exercise)
    answer = Answer.from_path(exercise, attack.answer())
    assert not grader.grade(exercise, answer, seed=7).result.passed


def test_the_reference_passes_after_all_of_them() -> None:
    grading = graded("ex09_lost_update", REPOSITORY / "solutions/ex09_lost_update/bank.py")
    assert (grading.status, grading.report["status"]) == (0, "passed")
    expect_clean(grading)


def test_the_documentation_names_every_attack_once() -> None:
    text = (REPOSITORY / "docs/attacks.md").read_text("utf-8")
    rows = [line.split("|") for line in text.splitlines() if line.startswith("|")]
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row[2])]
    assert sorted(named) == sorted(path.stem for path in attacks())
