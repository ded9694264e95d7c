"""Runs one hidden suite under pytest, cut off from every configuration but the kit's own."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.grading.plugin import SuitePlugin

CONFIGURATION = Path(__file__).parent.parent / "suites" / "pytest.ini"

# The supervisor's deadlines end a check long before; this one is for a hole in them.
SECOND_LINE = 120  # seconds a check

NOT_NEEDED = (
    "cacheprovider", "debugging", "doctest", "faulthandler", "junitxml", "legacypath", "logging",
    "pastebin", "recwarn", "stepwise", "threadexception", "tmpdir", "unittest",
    "unraisableexception",
)  # fmt: skip


def run_suite(suite: Path, plugin: SuitePlugin) -> None:
    """Run the checks of `suite`; `plugin` has the results afterwards.

    Raises KeyboardInterrupt when the run was interrupted.
    """
    arguments = [
        *("-c", str(CONFIGURATION), "--rootdir", str(suite.parent), "--noconftest"),
        # Nothing above the suites is looked at, on the way to the file either.
        *("--confcutdir", str(suite.parent)),
        *("--import-mode=importlib", "--assert=plain", "--tb=native", "-q", "--color=no"),
        # The terminal belongs to the progress display, which a captured stderr would swallow.
        "--capture=no",
        # Else a suite that cannot be imported would look like an interruption.
        "--continue-on-collection-errors",
        *(flag for name in NOT_NEEDED for flag in ("-p", f"no:{name}")),
    ]
    if hasattr(signal, "SIGALRM"):
        arguments += ["-p", "pytest_timeout", "--timeout", str(SECOND_LINE)]
        arguments += ["--timeout-method", "signal"]
    output = io.StringIO()
    with _own_environment(), _fresh_import(suite), contextlib.redirect_stdout(output):
        status = pytest.main([*arguments, str(suite)], plugins=[plugin])
    if status == pytest.ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) and not plugin.trouble:
        plugin.trouble.append(output.getvalue())


@contextlib.contextmanager
def _own_environment() -> Iterator[None]:
    """Hide what the environment tells pytest, such as PYTEST_ADDOPTS."""
    before = dict(os.environ)
    for name in before:
        if name.startswith("PYTEST_"):
            del os.environ[name]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextlib.contextmanager
def _fresh_import(suite: Path) -> Iterator[None]:
    """Forget the suite's module afterwards: the next grading reads the file again."""
    bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        yield
    finally:
        sys.dont_write_bytecode = bytecode
        path = str(suite)
        for name, module in list(sys.modules.items()):
            if getattr(module, "__file__", None) == path:
                del sys.modules[name]
