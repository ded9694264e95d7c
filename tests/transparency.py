"""Does instrumented code behave as the plain code does? Asked with CPython's own tests.

    python -P transparency.py SUBJECT plain|instrumented

runs the tests of one subject in this process and writes JSON to stdout: the verdict of every test,
by its id. A subject is one or more modules of the standard library, or a test file which is itself
full of syntax and is then what gets instrumented. `compare` runs a subject both ways, a process
each, and says which tests differ: what fails with the plain module too, loaded the same way, is no
difference.
"""

from __future__ import annotations

import builtins
import fnmatch
import importlib
import importlib.util
import json
import os
import random
import subprocess
import sys
import tempfile
import traceback
import unittest
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

KIT = Path(__file__).resolve().parents[1]
STEPS = 10**12
SECONDS = 600
"""How long a subject may take."""


@dataclass(frozen=True)
class Subject:
    """`modules` are what is instrumented (of a package, all modules), `tests` what must pass."""

    name: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]

    def has(self, module: str) -> bool:
        return any(module == own or module.startswith(own + ".") for own in self.modules)

    @property
    def installed(self) -> bool:
        """Some systems leave the tests out, and some versions have other modules."""
        return all(_exists(name) for name in (*self.modules, *self.tests))


def _exists(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ImportError:
        return False


def _library(names: str) -> list[Subject]:
    """`heapq` is tested by `test.test_heapq`; `_pydatetime=datetime` names the test."""
    subjects = []
    for entry in names.split():
        modules, _, test = entry.partition("=")
        first, *_rest = modules.split("+")
        test = test or first.replace(".", "_")
        subjects.append(Subject(first, tuple(modules.split("+")), (f"test.test_{test}",)))
    return subjects


def _language(names: str) -> list[Subject]:
    return [Subject(f"test_{n}", (f"test.test_{n}",), (f"test.test_{n}",)) for n in names.split()]


SUBJECTS = {
    subject.name: subject
    for subject in (
        *_library(
            """
            _py_abc=abc argparse ast base64 bisect calendar code=code_module codeop collections
            colorsys configparser contextlib copy csv dataclasses datetime+_pydatetime
            decimal+_pydecimal difflib email enum filecmp fileinput fnmatch fractions functools
            genericpath getopt gettext glob graphlib heapq hmac html html.parser=htmlparser
            http.cookiejar http.cookies inspect ipaddress json keyword linecache locale mimetypes
            netrc ntpath numbers=abstract_numbers operator optparse pathlib plistlib
            posixpath pprint queue quopri random re reprlib rlcompleter sched secrets
            shelve shlex shutil stat statistics string symtable tempfile textwrap timeit tokenize
            tomllib traceback types typing urllib.parse=urlparse uuid wave weakref
            _weakrefset=weakset xml.dom=minidom xml.etree=xml_etree zipfile
            """
        ),
        *_language(
            """
            asyncgen augassign binop bool class compare contains coroutines decorators defaultdict
            deque descr dict dictcomps dictviews dynamic dynamicclassattribute enumerate
            exception_hierarchy exception_variations exceptions except_star extcall
            fstring funcattrs future_stmt generator_stop generators genericalias genericclass
            genexps global grammar int isinstance iter itertools keywordonlyarg list listcomps
            metaclass named_expressions opcodes ordered_dict patma pep646_syntax
            positional_only_arg pow property raise range repl richcmp scope set setcomps slice
            sort string_literals subclassinit super tuple type_aliases type_annotations
            type_comments type_params typechecks unary unpack unpack_ex userdict userlist
            userstring with yield_from
            """
        ),
    )
}

QUICK = ("bisect", "graphlib", "reprlib", "textwrap", "contextlib", "test_scope", "test_patma")

_BUILTINS = "replaces a builtin function, but a program's builtins are a copy of its own"
_NUMBERS = "counts on `id` being the address, or the same inside the module and outside"
_STAND_INS = "tells `len` or `id` by its type or by the words of its errors"
_DEEP = "needs every frame that the recursion limit leaves it: hooks take some"
_TIMED = "skips itself, or does not, by how long a conversion took on this machine just then"
_KEPT = "asks whether an object has gone that the engine keeps until the schedule ends"
LEFT_OUT = {
    "test_argparse.TestFileTypeOpenArgs.test_open_args": _BUILTINS,
    "test_copy.TestCopy.test_deepcopy_keepalive": _NUMBERS,
    "test_descr.ClassPropertiesAndMethods.test_errors": _STAND_INS,
    "test_descr.ClassPropertiesAndMethods.test_slots": _KEPT,
    "test_dynamic.RebindBuiltinsTests.test_modify_builtins_from_leaf_function": _BUILTINS,
    "test_enumerate.*.test_tuple_reuse": _NUMBERS,
    "test_exceptions.ExceptionTests.test_recursion_in_except_handler": _DEEP,
    "test_extcall": _STAND_INS,
    "test_fileinput.Test_hook_compressed.*": _BUILTINS,
    "test_fileinput.Test_hook_encoded.test": _BUILTINS,
    "test_functools.TestLRUPy.test_lru_reentrancy_with_len": _BUILTINS,
    "test_genexps.__test__.doctests": _NUMBERS,
    "test_int.*.test_denial_of_service_*": _TIMED,
    "test_iter.TestCase.test_reduce_mutating_builtins_iter": _BUILTINS,
    "test_itertools.TestBasicOps.test_*_tuple_reuse": _NUMBERS,
    "test_pprint.QueryTestCase.test_sort_unorderable_values": _NUMBERS,
    "test_reprlib.ReprTests.test_instance": _NUMBERS,
    "test_sort.TestDecorateSortUndecorate.test_key_with_mutating_del": _KEPT,
    "test_tomllib.test_misc.TestMiscellaneous.test_inline_*_recursion_limit": _DEEP,
    "test_traceback.TestTracebackException.test_no_refs_to_exception_and_traceback_objects": _KEPT,
}
"""Tests that look at what instrumented code cannot keep, or at a clock, as patterns of their ids,
and why."""


# -- one subject, in this process --------------------------------------------------------------


@dataclass
class Ran:
    """The verdict of each test by its id, and why when it is a bad one."""

    sites: int = 0
    verdicts: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)


class _Result(unittest.TestResult):
    def __init__(self, ran: Ran) -> None:
        super().__init__()
        self._ran = ran

    def startTest(self, test: Any) -> None:
        super().startTest(test)
        self._ran.verdicts.setdefault(test.id(), "passed")

    def _bad(self, test: Any, error: Any) -> None:
        self._ran.verdicts[test.id()] = "failed"
        self._ran.reasons[test.id()] = "".join(traceback.format_exception(*error))

    def addError(self, test: Any, err: Any) -> None:
        self._bad(test, err)

    def addFailure(self, test: Any, err: Any) -> None:
        self._bad(test, err)

    def addSubTest(self, test: Any, subtest: Any, err: Any) -> None:
        if err is not None:
            self._bad(test, err)

    def addSkip(self, test: Any, reason: str) -> None:
        self._ran.verdicts[test.id()] = "skipped"

    def addExpectedFailure(self, test: Any, err: Any) -> None:
        self._ran.verdicts[test.id()] = "failed as expected"

    def addUnexpectedSuccess(self, test: Any) -> None:
        self._ran.verdicts[test.id()] = "passed unexpectedly"


class _Loader(SourceFileLoader):
    """Loads a module from its source, plain or instrumented, and never from a cache."""

    finder: _Finder

    def get_code(self, fullname: str) -> CodeType:
        return self.finder.code(self.path)

    def exec_module(self, module: ModuleType) -> None:
        if self.finder.hooked is not None:
            module.__dict__["__builtins__"] = self.finder.hooked
        exec(self.get_code(module.__name__), module.__dict__)


class _Finder(MetaPathFinder):
    """Finds the modules of a subject; `hooked` are their builtins if they get any of their own."""

    def __init__(
        self,
        subject: Subject,
        compiler: Callable[[str, str], CodeType],
        hooked: dict[str, Any] | None,
    ) -> None:
        self.hooked = hooked
        self._subject = subject
        self._compiler = compiler
        self._codes: dict[str, CodeType] = {}

    def code(self, path: str) -> CodeType:
        if path not in self._codes:
            source = importlib.util.decode_source(Path(path).read_bytes())
            self._codes[path] = self._compiler(source, path)
        return self._codes[path]

    def take_over(self) -> None:
        """From now on the subject's modules are those that this finder loads."""
        replaced = [name for name in sys.modules if self._subject.has(name)]
        for name in replaced:
            # Compiling may need these very modules, so it is done while they are there.
            file = getattr(sys.modules[name], "__file__", None) or ""
            if file.endswith(".py"):
                self.code(file)
        for name in replaced:
            del sys.modules[name]
        sys.meta_path.insert(0, self)

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if not self._subject.has(name):
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or not isinstance(spec.loader, SourceFileLoader):
            return None
        loader = _Loader(name, spec.loader.path)
        loader.finder = self
        spec.loader, spec.cached = loader, None
        return spec


def run(subject: Subject, instrumented: bool) -> Ran:
    """Run the tests of `subject`; instrumented, as the only task of a scheduler."""
    from grader.interleaving.hooks import make_hooks
    from grader.interleaving.instrument import instrument
    from grader.interleaving.scheduler import Scheduler
    from grader.interleaving.strategies.serial import Serial

    class Forgetful(Scheduler):
        """Remembers nothing: many tests ask whether what they no longer use has gone."""

        def touch(self, *use: Any) -> None:
            super().touch(*use)
            self.touched.clear()
            self.trail.clear()
            self.current.obj = None

    ran, sites = Ran(), []
    scheduler = Forgetful(STEPS)

    def instrumenting(source: str, path: str) -> CodeType:
        return instrument(source, path, sites)

    def plainly(source: str, path: str) -> CodeType:
        return compile(source, path, "exec", dont_inherit=True)

    hooked = {**vars(builtins), **make_hooks(scheduler, sites)}
    finder = (
        _Finder(subject, instrumenting, hooked) if instrumented else _Finder(subject, plainly, None)
    )

    def main() -> None:
        finder.take_over()
        for name in subject.modules:
            importlib.import_module(name)
        random.seed(0)
        suite = unittest.TestLoader().loadTestsFromNames(subject.tests)
        for case in _cases(suite):
            if any(fnmatch.fnmatchcase(case.id(), f"test.{pattern}") for pattern in LEFT_OUT):
                ran.verdicts[case.id()] = "left out"
                setattr(case, case._testMethodName, lambda *_: None)
        suite.run(_Result(ran))

    if instrumented:
        scheduler.run(main, Serial())
    else:
        main()
    ran.sites = len(sites)
    return ran


def _cases(suite: unittest.TestSuite) -> Iterator[Any]:
    for part in suite:
        if isinstance(part, unittest.TestSuite):
            yield from _cases(part)
        else:
            yield part


def _main() -> None:
    name, how = sys.argv[1:]
    out = os.dup(1)
    os.dup2(2, 1)
    from test import support

    # What regrtest sets: nothing that needs the network, a big machine or much time.
    support.use_resources = {}
    support.verbose = 0
    ran = run(SUBJECTS[name], how == "instrumented")
    with os.fdopen(out, "w") as stream:
        json.dump(vars(ran), stream)


# -- a subject both ways -----------------------------------------------------------------------


@dataclass(frozen=True)
class Comparison:
    """`different` says for a test what became of it plain and instrumented, and why."""

    subject: str
    sites: int
    tests: int
    left_out: int
    failed_plain: int
    different: dict[str, str]


class Broken(RuntimeError):
    """A process that was to run a subject's tests came to no result."""


def compare(subject: Subject) -> Comparison:
    """Raises Broken."""
    plain, instrumented = _apart(subject, "plain"), _apart(subject, "instrumented")
    verdicts = list(plain.verdicts.values())
    return Comparison(
        subject.name,
        instrumented.sites,
        len(verdicts),
        verdicts.count("left out"),
        verdicts.count("failed"),
        differences(plain, instrumented),
    )


def differences(plain: Ran, instrumented: Ran) -> dict[str, str]:
    """What became of each test that did not come to the same both ways."""
    before, after = plain.verdicts, instrumented.verdicts
    different = {}
    for test in sorted(before.keys() | after.keys()):
        was, became = before.get(test, "not there"), after.get(test, "not there")
        if was != became:
            reason = instrumented.reasons.get(test) or plain.reasons.get(test, "")
            different[test] = f"plain {was}, instrumented {became}\n{reason}".rstrip()
    return different


def _apart(subject: Subject, how: str) -> Ran:
    command = [sys.executable, "-P", str(Path(__file__).resolve()), subject.name, how]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        own = {
            "PYTHONPATH": str(KIT),
            "PYTHONHASHSEED": "0",
            "PYTHONWARNINGS": "ignore",
            "TMPDIR": folder,
        }
        try:
            done = subprocess.run(
                command,
                cwd=folder,
                env={**os.environ, **own},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SECONDS,
            )
        except subprocess.TimeoutExpired:
            raise Broken(f"{subject.name}, {how}: more than {SECONDS} s") from None
    try:
        return Ran(**json.loads(done.stdout))
    except ValueError:
        last = done.stderr.decode("utf-8", "replace")[-2000:]
        raise Broken(f"{subject.name}, {how}: exit status {done.returncode}\n{last}") from None


if __name__ == "__main__":
    _main()
