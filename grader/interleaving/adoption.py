"""Takes over a function that came from elsewhere, so that it runs over the virtual base."""

from __future__ import annotations

from types import FunctionType, ModuleType
from typing import Any


class Adopter:
    """Copies functions, with virtual thread modules and the hooks in their globals."""

    def __init__(self, modules: dict[str, Any], hooks: dict[str, Any]) -> None:
        self._modules = modules
        self._hooks = hooks
        self._namespaces: dict[int, dict[str, Any]] = {}

    def function(self, function: Any) -> Any:
        """The same code over a namespace in which thread modules are virtual."""
        namespace = self._namespaces.get(id(function.__globals__))
        if namespace is None:
            namespace = self._namespaces[id(function.__globals__)] = {}
            for name, value in list(function.__globals__.items()):
                namespace[name] = self._value(value)
            namespace |= self._hooks
            if not _belongs_to_a_module(function):
                # Methods of classes that came along look their names up in the original.
                function.__globals__.update(self._hooks)
        copy = FunctionType(
            function.__code__,
            namespace,
            function.__name__,
            function.__defaults__,
            function.__closure__,
        )
        copy.__kwdefaults__ = function.__kwdefaults__
        return copy

    def _value(self, value: Any) -> Any:
        if isinstance(value, ModuleType):
            return self._modules.get(value.__name__, value)
        if isinstance(value, FunctionType) and not _belongs_to_a_module(value):
            return self.function(value)
        if isinstance(value, type):
            for method in vars(value).values():
                if isinstance(method, FunctionType) and not _belongs_to_a_module(method):
                    method.__globals__.update(self._hooks)
        return value


def _belongs_to_a_module(function: FunctionType) -> bool:
    """Whether a function is an imported one, not one that came by value with the main function:
    then its namespace was made by the pickler, and has not what an import leaves there."""
    return "__spec__" in function.__globals__
