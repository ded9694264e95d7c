"""Tells when student code reaches for what is not for it: the folders that hold answers, and the
frames and objects of whoever called it.

An audit hook: it works on every platform and names the file. Where there is Landlock, the kernel
refuses files as well, also in programs that student code starts. Frames are no such boundary:
student code shares this interpreter, and who wants it badly enough finds a way round. What it can
reach is observations only, never what is expected of them.
"""

from __future__ import annotations

import builtins
import os
import sys
from _thread import get_ident
from functools import cache
from importlib.machinery import BuiltinImporter, FrozenImporter, PathFinder
from types import FrameType
from typing import Any

globals()["__builtins__"] = dict(vars(builtins))

_EVENTS = {
    "open": 0, "os.listdir": 0, "os.scandir": 0, "os.chdir": 0, "os.walk": 0, "glob.glob": 0,
    "os.symlink": 0, "os.link": 0, "os.rename": 0, "shutil.copyfile": 0, "os.truncate": 0,
    "os.remove": 0,
}  # fmt: skip
_LOOKS = {
    "sys._getframe": 0, "sys._current_frames": 0, "sys._current_exceptions": 0, "sys.settrace": 0,
    "sys.setprofile": 0, "sys.monitoring.register_callback": 0, "gc.get_objects": 0,
    "gc.get_referrers": 0, "gc.get_referents": 0,
}  # fmt: skip
_FRAMES = {"tb_frame": 0, "gi_frame": 0, "cr_frame": 0, "ag_frame": 0}
# Functions of the library that hand a frame on to whoever called them.
_HAND_ON = {"currentframe": 0, "<lambda>": 0, "walk_stack": 0, "walk_tb": 0, "stack": 0, "trace": 0,
            "getouterframes": 0, "getinnerframes": 0}  # fmt: skip
_getcwd, _readlink, _fsdecode, _sep = os.getcwd, os.readlink, os.fsdecode, os.sep
_getframe, _get_ident = sys._getframe, get_ident
_LINUX = sys.platform.startswith("linux")


class Watch:
    """The protected paths that were reached for, as `reached`, and the frames and objects that code
    in `folder` asked for, as `looked`. Neither is given."""

    def __init__(self, protected: tuple[str, ...], folder: str) -> None:
        self._closed = tuple(p.rstrip(_sep) for p in protected)
        self._folder = folder.rstrip(_sep) + _sep
        self._asking: dict[int, bool] = {}
        self._own = False
        self.reached: list[str] = []
        self.looked: list[str] = []

    def install(self) -> None:
        sys.addaudithook(self._hook)

    def frame(self, depth: int) -> FrameType:
        """As `sys._getframe`, for the engine: nobody need find out again that it may ask."""
        self._own = True
        try:
            return _getframe(depth + 1)
        finally:
            self._own = False

    def _hook(self, event: str, args: tuple[Any, ...]) -> None:
        if self._own:
            return
        if event in _LOOKS or (event == "object.__getattr__" and args[1] in _FRAMES):
            self._refuse_looks(event)
            return
        if event not in _EVENTS or not args:
            return
        target = args[0]
        if type(target) is bytes:
            target = _fsdecode(target)
        if type(target) is not str:
            return
        path = _normal(target)
        for folder in self._closed:
            if path == folder or path.startswith(folder + _sep):
                if len(self.reached) < 20:
                    self.reached.append(path)
                raise PermissionError(13, "not for an answer to read", target)

    def _refuse_looks(self, event: str) -> None:
        thread = _get_ident()
        if thread in self._asking:  # it is this very function that asks for a frame
            return
        self._asking[thread] = True
        try:
            frame: FrameType | None = _getframe(2)
            while frame and frame.f_code.co_name in _HAND_ON and not self._is_students(frame):
                frame = frame.f_back
            if not frame or not self._is_students(frame):
                return
        finally:
            del self._asking[thread]
        if len(self.looked) < 20:
            self.looked.append(event)
        raise PermissionError(1, "not for an answer to look into")

    def _is_students(self, frame: FrameType) -> bool:
        name = frame.f_code.co_filename
        return name.startswith(self._folder) or name == "<string>"


def _normal(path: str) -> str:
    """An absolute path without `.` and `..`; links are not followed."""
    if _sep != "/":
        path = path.replace("/", _sep)
    if not path.startswith(_sep) and path[1:2] != ":":
        try:
            path = _here() + _sep + path
        except OSError:
            return path
    parts: list[str] = []
    for part in path.split(_sep):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return (_sep if path.startswith(_sep) else "") + _sep.join(parts)


def _here() -> str:
    # In a folder nested too deep for a path, getcwd climbs up level by level, every time.
    return _readlink("/proc/self/cwd") if _LINUX else _getcwd()


_HIDDEN = ("grader", "greenlet")
"""Packages that only the kit uses; greenlet would lead student code to the engine's frames."""


class _NoGrader:
    """An import finder that says that there is no such module as the grader."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> None:
        if name.partition(".")[0] in _HIDDEN:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


@cache
def _resolved(path: str) -> str:
    return os.path.realpath(path)


def resolve_imports() -> None:
    """Do the slow part of `clear_imports` in advance."""
    for path in sys.path:
        _resolved(path)


def clear_imports(kit: str, folder: str) -> None:
    """Leave student code an interpreter without the grader, its own folder last on the path.

    `kit` is the resolved path of the kit's root.
    """
    for name in [n for n in sys.modules if n.partition(".")[0] in _HIDDEN]:
        del sys.modules[name]
    sys.path[:] = [p for p in sys.path if p and p != kit and _resolved(p) != kit] + [folder]
    sys.path_importer_cache.pop(kit, None)
    sys.meta_path[:] = [_NoGrader, BuiltinImporter, FrozenImporter, PathFinder]
