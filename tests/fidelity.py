"""CPython's own tests of threads, run over the engine's virtual base.

The standard library's test modules are imported afresh while the virtual modules stand in
`sys.modules`, and every test is the main task of one schedule. What cannot pass is listed with its
reason in `fidelity_left_out.toml`; unless that would do harm it is tried all the same, so that the
list stays true.
"""

from __future__ import annotations

import gc
import importlib
import importlib.util
import io
import logging
import os
import pkgutil
import random
import sys
import tomllib
import unittest
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

from grader.interleaving.scheduler import Scheduler
from grader.interleaving.strategies.base import Base, Strategy, awake
from grader.interleaving.strategies.serial import Serial
from grader.interleaving.task import NotControllable, Task
from grader.interleaving.virtual.library import Library

TABLE = Path(__file__).with_name("fidelity_left_out.toml")
MODULES = (
    "test_thread",
    "test_threading",
    "test_threading_local",
    "test_threadedtempfile",
    "test_queue",
    "test_sched",
    "test_concurrent_futures",
)
ABOVE = ("asyncio", "doctest", "logging", "multiprocessing.managers", "unittest.mock")
"""What the tests use that stands on real threads: imported before the virtual base is in place."""
PRIVATE = ("test", "_threading_local", "concurrent.futures.process")
"""What is imported afresh besides the engine's own library, with everything below it."""
MAX_STEPS = 100_000
HEAVY_STEPS = 2_000_000
SIZE = "size"
"""The kind of reason of what only takes long: it is run when that is asked for, under one walk."""


class Patient(Base):
    """Any task that can move is as likely as any other; nobody's sleep is cut short.

    CPython's tests sleep to let other threads get somewhere, so here a sleep must order things.
    """

    name = "patient walk"
    everywhere = True

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def choose(self, current: Task, candidates: list[Task]) -> Task:
        return self._random.choice(awake(candidates) or candidates)


STRATEGIES: dict[str, Callable[[], Strategy]] = {
    "oldest first": Serial,
    "youngest first": lambda: Serial(youngest_first=True),
    "walk 1": lambda: Patient(1),
    "walk 2": lambda: Patient(2),
}
HEAVY_STRATEGY = "walk 1"


class Status(StrEnum):
    PASSED = "passed"
    SKIPPED = "skipped"
    """It says itself that it does not apply to this system or version."""
    FAILED = "failed"
    LEFT_OUT = "left out"
    STALE = "left out, and passes"


@dataclass(frozen=True)
class LeftOut:
    """An entry of the table: tests by name pattern, and why they cannot pass.

    `tests` may be several patterns with `|` between them, for names that differ between versions.
    """

    tests: str
    kind: str
    why: str
    tried: bool = True
    """False for what would harm the machine or hang, so it is not even tried."""
    since: tuple[int, ...] = (3, 0)
    until: tuple[int, ...] = (4, 0)

    def applies(self) -> bool:
        return self.since <= sys.version_info[:2] <= self.until

    def matches(self, name: str) -> bool:
        return any(fnmatchcase(name, pattern) for pattern in self.tests.split("|"))


@dataclass(frozen=True)
class Verdict:
    """What became of one test. `text` says why it failed, was skipped or was left out."""

    module: str
    name: str
    status: Status
    text: str = ""
    kind: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether it failed since it did what the engine refuses to do, as to start a process."""
        return self.status is Status.FAILED and NotControllable.__name__ in self.text


def left_out(file: Path = TABLE) -> list[LeftOut]:
    """The entries of the table that concern this version. ValueError for an unknown kind."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    entries = []
    for raw in table["left_out"]:
        for bound in ("since", "until"):
            if bound in raw:
                raw[bound] = tuple(map(int, raw[bound].split(".")))
        names = [raw.pop("tests")] if isinstance(raw["tests"], str) else raw.pop("tests")
        if raw["kind"] not in table["kinds"]:
            raise ValueError(f"no such kind of reason: {raw['kind']}")
        entries += [LeftOut(name, **raw) for name in names]
    return [entry for entry in entries if entry.applies()]


def kinds(file: Path = TABLE) -> dict[str, str]:
    """The kinds of reasons, each with what it means."""
    meanings: dict[str, str] = tomllib.loads(file.read_text(encoding="utf-8"))["kinds"]
    return meanings


def modules_there() -> list[str]:
    """The test modules that this interpreter came with, each module of a package by itself."""
    found: list[str] = []
    for name in MODULES:
        spec = _spec(f"test.{name}")
        if spec is not None:
            inner = [m.name for m in pkgutil.iter_modules(spec.submodule_search_locations or ())]
            found += [f"{name}.{each}" for each in inner if each.startswith("test_")] or [name]
    return found


def modules_not_there() -> list[str]:
    """The test modules that this interpreter came without."""
    return [name for name in MODULES if _spec(f"test.{name}") is None]


def _spec(name: str) -> ModuleSpec | None:
    try:
        return importlib.util.find_spec(name)
    except ImportError:
        return None


def unmatched(entries: Sequence[LeftOut], verdicts: Sequence[Verdict]) -> list[str]:
    """Entries about a module or package of which tests were found, none of which they match."""
    homes = {verdict.module.partition(".")[0] for verdict in verdicts}
    return [
        entry.tests
        for entry in entries
        if entry.tests.partition(".")[0].rstrip("*") in homes
        and not any(entry.matches(verdict.name) for verdict in verdicts)
    ]


class Fidelity:
    """Runs test modules over one virtual base: `with fidelity.entered(): fidelity.run(...)`.

    With `heavy`, also the tests that are listed only because they take long.
    """

    def __init__(self, entries: Sequence[LeftOut], heavy: bool = False) -> None:
        for name in ABOVE:
            importlib.import_module(name)
        self.entries = [each for each in entries if not (heavy and each.kind == SIZE)]
        self.heavy = [each for each in entries if heavy and each.kind == SIZE]
        steps = HEAVY_STEPS if heavy else MAX_STEPS
        self.scheduler = Scheduler(steps, steps)
        self.library = Library(self.scheduler)

    @contextmanager
    def entered(self) -> Iterator[None]:
        """The virtual base is in place, and whatever is imported meanwhile is forgotten again."""
        before = sys.modules.copy()
        finder = _Virtual(self.library)
        collecting = gc.isenabled()
        register = os.register_at_fork
        handlers = logging.root.handlers[:]
        gc.collect()
        gc.disable()
        gc.freeze()
        try:
            with self.library.installed():
                for name in list(sys.modules):
                    if any(name == each or name.startswith(f"{each}.") for each in PRIVATE):
                        del sys.modules[name]
                sys.meta_path.insert(0, finder)
                os.register_at_fork = lambda **hooks: None
                logging.root.handlers.clear()  # some tests read what is logged from stderr
                yield
        finally:
            logging.root.handlers[:] = handlers
            os.register_at_fork = register
            sys.meta_path.remove(finder)
            for name in sys.modules.keys() - before.keys():
                del sys.modules[name]
            sys.modules.update(before)
            gc.unfreeze()
            if collecting:
                gc.enable()

    def run(self, module: str, strategies: Sequence[str] = tuple(STRATEGIES)) -> list[Verdict]:
        """Every test of `module` under each strategy; it passes if it does under every one."""
        last: dict[str, tuple[Status, str] | None] = {}
        for strategy in strategies:
            for test in self._tests(module):
                name = _name_of(test)
                known = last.setdefault(name, None)
                if self._is_due(name, strategy) and (known is None or known[0] is Status.PASSED):
                    last[name] = self._run_one(test, strategy)
        return [self._verdict(module, name, result) for name, result in last.items()]

    def _is_due(self, name: str, strategy: str) -> bool:
        entry = self._entry(name)
        if any(each.matches(name) for each in self.heavy):
            return strategy == HEAVY_STRATEGY
        return entry is None or entry.tried

    def _verdict(self, module: str, name: str, last: tuple[Status, str] | None) -> Verdict:
        entry = self._entry(name)
        if entry is None:
            assert last is not None
            return Verdict(module, name, *last)
        passed = last is not None and last[0] is Status.PASSED
        status = Status.STALE if passed else Status.LEFT_OUT
        return Verdict(module, name, status, entry.why, entry.kind)

    def _entry(self, name: str) -> LeftOut | None:
        return next((entry for entry in self.entries if entry.matches(name)), None)

    def _tests(self, module: str) -> list[unittest.TestCase]:
        found: list[Any] = []

        def load() -> None:
            try:
                loaded = importlib.import_module(f"test.{module}")
            except unittest.SkipTest:  # as a whole it does not apply to this system
                found.append([])
            else:
                found.append(unittest.defaultTestLoader.loadTestsFromModule(loaded))

        ended = self._schedule(load, Serial())
        if not found:
            raise ImportError(f"test.{module} cannot be imported over the virtual base: {ended}")
        return sorted(_flat(found[0]), key=_name_of)

    def _run_one(self, test: unittest.TestCase, strategy: str) -> tuple[Status, str]:
        """One test as the main task of one schedule, with its class's and module's fixtures."""
        result = unittest.TestResult()
        ended = self._schedule(
            lambda: unittest.TestSuite([test]).run(result), STRATEGIES[strategy]()
        )
        troubles = [text for _, text in result.errors + result.failures]
        troubles += ["an unexpected success"] * len(result.unexpectedSuccesses)
        if troubles or ended:
            return Status.FAILED, "\n".join([f"{strategy}: {ended}", *troubles])
        if result.skipped:
            return Status.SKIPPED, result.skipped[0][1]
        return Status.PASSED, ""

    def _schedule(self, body: Callable[[], object], strategy: Strategy) -> str:
        """Run `body` to the end of its threads; how the schedule ended, "" when it ended well."""
        scheduler, raised = self.scheduler, []

        def main() -> None:
            try:
                self.library.reset()
                body()
                self.library.shut_down()
            except Exception as error:
                raised.append(repr(error))

        random.seed(0)
        with ExitStack() as streams:
            streams.enter_context(redirect_stdout(io.StringIO()))
            streams.enter_context(redirect_stderr(io.StringIO()))
            streams.enter_context(_unraisable_hook(lambda _: None))
            scheduler.run(main, strategy)
            ended = f"{scheduler.ending} {scheduler.reason}" if scheduler.ending else ""
            scheduler.unwind()
            gc.collect()
        return " ".join([ended, *raised]).strip()


@contextmanager
def _unraisable_hook(hook: Callable[[Any], None]) -> Iterator[None]:
    before, sys.unraisablehook = sys.unraisablehook, hook
    try:
        yield
    finally:
        sys.unraisablehook = before


def _flat(suite: Any) -> Iterator[unittest.TestCase]:
    if isinstance(suite, unittest.TestCase):
        yield suite
    else:
        for each in suite:
            yield from _flat(each)


def _name_of(test: unittest.TestCase) -> str:
    return test.id().removeprefix("test.")


class _Virtual(MetaPathFinder, Loader):
    """Gives the virtual modules of the bottom again to who imports one afresh."""

    def __init__(self, library: Library) -> None:
        self._modules = {name: library.modules[name] for name in ("_thread", "time", "_queue")}

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        return ModuleSpec(name, self) if name in self._modules else None

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._modules[spec.name]

    def exec_module(self, module: ModuleType) -> None:
        """It is complete as it is."""
