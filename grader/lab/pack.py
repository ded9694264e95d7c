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

_SCENARIO_FILE = "<scenario>"


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
    """A function of a suite, with the helpers of its module that it uses."""
    return pack(function, function.__module__)


def pack_instrumented(function: Callable[..., Any]) -> tuple[str, list[list[Any]]]:
    """A function of a suite with the engine's hooks, and the sites that these refer to.

    What a scenario's own callbacks touch in several threads is shared like the answer's data: if
    the engine did not see it, its proofs would leave it out. The sites say what and how, but
    nothing of the source. Raises ValueError where two functions cannot be told apart.
    """
    module = sys.modules[function.__module__]
    codes, sites = _instrumented(str(module.__file__))

    class Pickler(_Pickler):
        def reducer_override(self, obj: Any) -> Any:
            if isinstance(obj, CodeType):
                hooked = codes.get(_key(obj), obj)
                if hooked is None:
                    raise ValueError(f"two functions are called {obj.co_qualname} on one line")
                return _reduce_code(hooked)
            return super().reducer_override(obj)

    return pack(function, function.__module__, pickler=Pickler), sites


@cache
def _instrumented(file: str) -> tuple[dict[tuple[str, int], CodeType | None], list[list[Any]]]:
    """The instrumented code objects of a suite, None for what two share the key of, and their
    sites as [access, target, name]."""
    from grader.interleaving.instrument import instrument
    from grader.interleaving.sites import Site

    sites: list[Site] = []
    codes: dict[tuple[str, int], CodeType | None] = {}
    source = Path(file).read_text(encoding="utf-8")
    for code in _codes(instrument(source, _SCENARIO_FILE, sites)):
        codes[_key(code)] = None if _key(code) in codes else code
    return codes, [[str(site.access), site.target, site.name] for site in sites]


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def _key(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _reduce_code(code: CodeType) -> Any:
    # A traceback printed in the worker must neither name the suite's file nor try to read it.
    return internals._code_reduce(code.replace(co_filename=_SCENARIO_FILE))


class _Pickler(cloudpickle.Pickler):  # type: ignore[misc]
    dispatch_table = internals.Pickler.dispatch_table.new_child({CodeType: _reduce_code})
