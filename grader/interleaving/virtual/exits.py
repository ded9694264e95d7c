"""The module `atexit`: what a program registers there is called at the end of each schedule."""

from __future__ import annotations

import atexit as real
from collections.abc import Callable
from contextlib import suppress
from types import ModuleType
from typing import Any


def make_exits() -> ModuleType:
    """A module that behaves as `atexit`, with functions of its own to call.

    The real one would call them at the end of the worker, long after their threads.
    """
    module = ModuleType("atexit", real.__doc__)
    calls: list[tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]] = []

    def register(func: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Callable[..., Any]:
        if not callable(func):
            raise TypeError("the first argument must be callable")
        calls.append((func, args, kwargs))
        return func

    def unregister(func: Callable[..., Any], /) -> None:
        calls[:] = [call for call in calls if call[0] != func]

    def run() -> None:
        while calls:
            func, args, kwargs = calls.pop()
            with suppress(Exception, SystemExit):  # as the interpreter does, which prints it
                func(*args, **kwargs)

    module.__dict__.update(
        register=register,
        unregister=unregister,
        _run_exitfuncs=run,
        _clear=calls.clear,
        _ncallbacks=lambda: len(calls),
    )
    return module
