"""Import a program from its file, as a module named "program"."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType


def load(file: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location("program", file)
    if spec is None or spec.loader is None:
        raise ImportError(f"not a Python file: {file}")
    module = importlib.util.module_from_spec(spec)
    sys.modules["program"] = module
    spec.loader.exec_module(module)
    return module
