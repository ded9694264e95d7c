"""Loads the student's module, plainly, as an import would."""

from __future__ import annotations

import builtins
import importlib.util
import sys
from types import CodeType, ModuleType
from typing import Any

globals()["__builtins__"] = dict(vars(builtins))

_spec_from_file = importlib.util.spec_from_file_location
_module_from_spec = importlib.util.module_from_spec
_modules = sys.modules


class Answer:
    """The submission's first module, which can be executed afresh any number of times."""

    def __init__(self, name: str, path: str) -> None:
        self.name = name
        self.path = path
        self.module: ModuleType | None = None
        self._code: CodeType | None = None

    def load(self) -> ModuleType:
        """Execute the module into a fresh namespace; raises what it raises."""
        if self._code is None:
            with open(self.path, "rb") as file:  # noqa: PTH123 (no student code may intervene)
                self._code = compile(file.read(), self.path, "exec", dont_inherit=True)
        spec = _spec_from_file(self.name, self.path)
        assert spec is not None
        module = _module_from_spec(spec)
        _modules[self.name] = module
        exec(self._code, vars(module))
        self.module = module
        return module

    def names(self) -> dict[str, str]:
        """What the module defines: name to "class", "function" or the type of a value."""
        return {name: _sort(value) for name, value in tuple(vars(self.module).items())[:500]}


def _sort(value: Any) -> str:
    if isinstance(value, type):
        return "class"
    if isinstance(value, ModuleType):
        return "module"
    return "function" if callable(value) else type(value).__name__
