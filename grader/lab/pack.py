"""Ships scenarios to a worker by value."""

from __future__ import annotations

import base64
import io
import sys
from collections.abc import Callable
from types import CodeType
from typing import Any

import cloudpickle
from cloudpickle import cloudpickle as internals

_SCENARIO_FILE = "<scenario>"


def pack(value: Any, *modules: str) -> str:
    """`value` as base64; what it uses of `modules` travels along instead of being imported."""
    registered = []
    for name in modules:
        module = sys.modules.get(name)
        if module is not None and name not in cloudpickle.list_registry_pickle_by_value():
            cloudpickle.register_pickle_by_value(module)
            registered.append(module)
    try:
        buffer = io.BytesIO()
        _Pickler(buffer).dump(value)
    finally:
        for module in registered:
            cloudpickle.unregister_pickle_by_value(module)
    return base64.b64encode(buffer.getvalue()).decode()


def pack_function(function: Callable[..., Any]) -> str:
    """A function of a suite, with the helpers of its module that it uses."""
    return pack(function, function.__module__)


def _reduce_code(code: CodeType) -> Any:
    # A traceback printed in the worker must neither name the suite's file nor try to read it.
    return internals._code_reduce(code.replace(co_filename=_SCENARIO_FILE))


class _Pickler(cloudpickle.Pickler):  # type: ignore[misc]
    dispatch_table = internals.Pickler.dispatch_table.new_child({CodeType: _reduce_code})
