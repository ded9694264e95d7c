"""Imports the program under test: instrumented, and afresh for each schedule."""

from __future__ import annotations

import importlib
import importlib.util
import linecache
import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from grader.interleaving.instrument import instrument
from grader.interleaving.sites import Site


class Finder(MetaPathFinder):
    """Imports the program's own modules instrumented."""

    def __init__(self, folder: Path, sites: list[Site], hooked_builtins: dict[str, Any]) -> None:
        self._folder = folder
        self._sites = sites
        self._builtins = hooked_builtins
        self._codes: dict[Path, CodeType] = {}
        self._specs: dict[str, ModuleSpec | None] = {}
        self._fresh: dict[str, dict[str, Any]] = {}
        """What the import system puts into a module before it is run."""
        self.imported: set[str] = set()

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name not in self._specs:
            self._specs[name] = self._find(name)
        spec = self._specs[name]
        if spec is not None:
            self.imported.add(name)
        return spec

    def load(self, name: str) -> ModuleType:
        """What `import name` would give, without the import system's ways for the common case."""
        spec = self.find_spec(name)
        if spec is None or "." in name or spec.loader is None:
            return importlib.import_module(name)
        module = sys.modules[name] = ModuleType(name)
        if name not in self._fresh:
            self._fresh[name] = vars(importlib.util.module_from_spec(spec)).copy()
        vars(module).update(self._fresh[name])
        spec.loader.exec_module(module)
        return module

    def _find(self, name: str) -> ModuleSpec | None:
        base = self._folder.joinpath(*name.split("."))
        package = base / "__init__.py"
        file = package if package.is_file() else base.with_suffix(".py")
        if not file.is_file():
            return None
        return importlib.util.spec_from_file_location(
            name,
            file,
            loader=_Instrumenting(self, file),
            submodule_search_locations=[str(base)] if file == package else None,
        )

    def execute(self, file: Path, module: ModuleType) -> None:
        """Run a file of the program, instrumented (compiled once), as `module`."""
        name = str(file)
        if file not in self._codes:
            source = importlib.util.decode_source(file.read_bytes())
            linecache.cache[name] = (len(source), None, source.splitlines(True), name)
            self._codes[file] = instrument(source, name, self._sites)
        module.__dict__["__builtins__"] = self._builtins
        exec(self._codes[file], module.__dict__)


class _Instrumenting(Loader):
    def __init__(self, finder: Finder, file: Path) -> None:
        self._finder = finder
        self._file = file

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        self._finder.execute(self._file, module)
