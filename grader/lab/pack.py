"""Ships scenarios to a worker by value."""

from __future__ import annotations

import base64
import io
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

import cloudpickle
from cloudpickle import cloudpickle as internals

from grader.lab import scenes as _scenes  # noqa: F401  so that it is there to travel

_SCENARIO_FILE = "<scenario>"
_SCENES = "grader.lab.scenes"
"""What scenarios are written with: it travels with every one of them."""

_Key = tuple[str, str, int]
"""The file, name and first line of a function."""


def pack(value: Any, *modules: str, pickler: type[cloudpickle.Pickler] | None = None) -> str:
    """`value` as base64; what it uses of `modules` travels along instead of being imported."""
    registered = []
    for name in modules:
        module = sys.modules.get(name)
        if module is not None and name not in cloudpickle.list_registry_pickle_by_value():
            cloudpickle.register_pickle_by_value(module)
            registered.append(module)
    try:
        buffer = io.BytesIO()
        (pickler or _Pickler)(buffer).dump(value)
    finally:
        for module in registered:
            cloudpickle.unregister_pickle_by_value(module)
    return base64.b64encode(buffer.getvalue()).decode()


def pack_function(function: Callable[..., Any]) -> str:
    """A function of a suite, with what it uses of its module and of the scenes."""
    return pack(function, function.__module__, _SCENES)


def pack_instrumented(function: Callable[..., Any]) -> tuple[str, list[list[Any]]]:
    """A function of a suite with the engine's hooks, and the sites that these refer to.

    What a scenario's own callbacks touch in several threads is shared like the answer's data: if
    the engine did not see it, its proofs would leave it out. The sites say what and how, but
    nothing of the source. Raises ValueError where two functions cannot be told apart.
    """
    modules = function.__module__, _SCENES
    codes, sites = _instrumented(*(str(sys.modules[name].__file__) for name in modules))

    class Pickler(_Pickler):
        def reducer_override(self, obj: Any) -> Any:
            if isinstance(obj, CodeType):
                hooked = codes.get(_key(obj), obj)
                if hooked is None:
                    raise ValueError(f"two functions are called {obj.co_qualname} on one line")
                return _reduce_code(hooked)
            return super().reducer_override(obj)

    return pack(function, *modules, pickler=Pickler), sites


@cache
def _instrumented(*files: str) -> tuple[dict[_Key, CodeType | None], list[list[Any]]]:
    """The instrumented code objects of some files, None for what two share the key of, and their
    sites as [access, target, name]."""
    from grader.interleaving.instrument import instrument
    from grader.interleaving.sites import Site

    sites: list[Site] = []
    codes: dict[_Key, CodeType | None] = {}
    for file in files:
        source = Path(file).read_text(encoding="utf-8")
        for code in _codes(instrument(source, file, sites)):
            codes[_key(code)] = None if _key(code) in codes else code
    return codes, [[str(site.access), site.target, site.name] for site in sites]


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def _key(code: CodeType) -> _Key:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _reduce_code(code: CodeType) -> Any:
    # A traceback printed in the worker must neither name the suite's file nor try to read it, and
    # the points of `interleave` know a scenario by this name. cloudpickle has one of its own.
    return CodeType, (
        code.co_argcount,
        code.co_posonlyargcount,
        code.co_kwonlyargcount,
        code.co_nlocals,
        code.co_stacksize,
        code.co_flags,
        code.co_code,
        code.co_consts,
        code.co_names,
        code.co_varnames,
        _SCENARIO_FILE,
        code.co_name,
        code.co_qualname,
        code.co_firstlineno,
        code.co_linetable,
        code.co_exceptiontable,
        code.co_freevars,
        code.co_cellvars,
    )


class _Pickler(cloudpickle.Pickler):  # type: ignore[misc]
    dispatch_table = internals.Pickler.dispatch_table.new_child({CodeType: _reduce_code})
