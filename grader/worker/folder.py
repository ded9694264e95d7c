"""A folder that is as it was at the beginning of every run, whatever the run before has left."""

from __future__ import annotations

import builtins
import os
import shutil

globals()["__builtins__"] = dict(vars(builtins))

_walk, _join, _islink = os.walk, os.path.join, os.path.islink
_unlink, _rmtree, _makedirs, _exists = os.unlink, shutil.rmtree, os.makedirs, os.path.exists
_open = open


class Folder:
    """What lies below `path` now: folders, and the contents of files."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._folders: set[str] = set()
        self._files: dict[str, bytes] = {}
        for here, folders, files in _walk(path):
            self._folders.update(_join(here, name) for name in folders)
            for name in files:
                with _open(_join(here, name), "rb") as file:
                    self._files[_join(here, name)] = file.read()

    def restore(self) -> None:
        """Remove what has come since, bring back what has gone or changed."""
        for here, folders, files in _walk(self._path):
            for name in list(folders):
                place = _join(here, name)
                if place not in self._folders:
                    folders.remove(name)
                    _remove(place)
            for name in files:
                if _join(here, name) not in self._files:
                    _unlink(_join(here, name))
        for place in sorted(self._folders):
            _makedirs(place, exist_ok=True)
        for place, content in self._files.items():
            if not _exists(place) or _content(place) != content:
                with _open(place, "wb") as file:
                    file.write(content)


def _remove(place: str) -> None:
    if _islink(place):
        _unlink(place)
    else:
        _rmtree(place, ignore_errors=True)


def _content(place: str) -> bytes:
    with _open(place, "rb") as file:
        return file.read()
