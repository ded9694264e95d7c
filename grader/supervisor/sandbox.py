"""The temporary directory of one worker, and its removal whatever is in it."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from grader.worker import stackdump

_LONGEST_PARENT = 40
"""A path of a unix socket has to fit 108 bytes, and multiprocessing adds about 45 to ours."""


class Sandbox:
    """`work` holds the submitted files and is where the worker runs, `scratch` is its TMPDIR.

    The captured output lies outside of both. Use as a context manager; the directory is gone
    afterwards.
    """

    def __init__(
        self, files: Mapping[str, bytes], stdin: bytes = b"", *, for_others: bool = False
    ) -> None:
        """`files` maps names (forward slashes, relative) to contents. `for_others`: another user
        has to reach it."""
        parent = tempfile.gettempdir()
        fits = len(parent) <= _LONGEST_PARENT and (not for_others or others_may_enter(Path(parent)))
        if not fits and os.access("/tmp", os.W_OK):
            parent = "/tmp"
        # Resolved, so that the paths in tracebacks begin with it.
        self.root = Path(os.path.realpath(tempfile.mkdtemp(prefix="g-", dir=parent)))
        self.work = self.root / "w"
        self.scratch = self.root / "t"
        self.work.mkdir()
        self.scratch.mkdir()
        try:
            for name, content in files.items():
                path = self.work / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        except BaseException:
            remove_tree(self.root)
            raise
        self.main = self.root / stackdump.COPY
        self.main.write_bytes(Path(stackdump.__file__).read_bytes())
        self.main.chmod(0o644)
        (self.root / "in").write_bytes(stdin)
        self.stdin = _open(self.root / "in", "rb")
        self.stdout = _open(self.root / "out", "ab+")
        self.stderr = _open(self.root / "err", "ab+")
        self.stacks = _open(self.root / "stacks", "ab+")

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.remove()

    def writable(self) -> tuple[str, ...]:
        """What the worker may write, as paths."""
        return str(self.work), str(self.scratch), str(self.root / "stacks")

    def give_to(self, user: int) -> None:
        """Make `user` the owner of what the worker may write."""
        self.root.chmod(0o711)
        for path in (*map(Path, self.writable()), *self.work.rglob("*")):
            os.chown(path, user, user)

    def environment(self) -> dict[str, str]:
        """The scrubbed environment of a worker."""
        kept = {k: os.environ[k] for k in _KEPT if k in os.environ}
        home, scratch = str(self.work), str(self.scratch)
        return {
            **kept,
            "HOME": home,
            "USERPROFILE": home,
            "TMPDIR": scratch,
            "TEMP": scratch,
            "TMP": scratch,
            "LANG": "C.UTF-8",
            "PYTHONHASHSEED": "0",
            "PYTHONUTF8": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONNOUSERSITE": "1",
        }

    def written(self) -> int:
        """Bytes captured so far, standard output and error together."""
        return sum(os.fstat(f.fileno()).st_size for f in (self.stdout, self.stderr))

    def disk_use(self, most_entries: int = 2000) -> int:
        """Bytes of disk that the worker's own folders hold; without end for more entries than that,
        which nobody has the time to count."""
        total, left, folders = 0, most_entries, [str(self.work), str(self.scratch)]
        while folders and left > 0:
            with contextlib.suppress(OSError), os.scandir(folders.pop()) as entries:
                for entry in entries:
                    left -= 1
                    with contextlib.suppress(OSError):
                        info = entry.stat(follow_symlinks=False)
                        total += getattr(info, "st_blocks", info.st_size // 512) * 512
                        if stat.S_ISDIR(info.st_mode):
                            folders.append(entry.path)
        return total if left > 0 else sys.maxsize

    def text(self, stream: IO[bytes], limit: int, begin: int = 0) -> str:
        """What was captured from byte `begin` on, at most `limit` bytes of it: the beginning and
        the end."""
        end = os.fstat(stream.fileno()).st_size
        size = end - begin
        if size <= limit:
            return _read(stream, begin, size).decode("utf-8", "replace")
        head = _read(stream, begin, limit // 2).decode("utf-8", "replace")
        tail = _read(stream, end - limit // 2, limit // 2).decode("utf-8", "replace")
        return f"{head}\n[... {size - limit} bytes ...]\n{tail}"

    def remove(self) -> None:
        for stream in (self.stdin, self.stdout, self.stderr, self.stacks):
            stream.close()
        remove_tree(self.root)


_KEPT = ("PATH", "SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT", "NUMBER_OF_PROCESSORS", "TZ",
         "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")  # fmt: skip


def others_may_enter(folder: Path) -> bool:
    """Whether any user may go through `folder`."""
    return all(path.stat().st_mode & 0o001 for path in (folder, *folder.parents))


def remove_tree(root: Path) -> None:
    """Remove a directory, also one with odd permissions or one nested deeper than a path is long.

    Raises OSError when something of it is left.
    """

    def insist(function: Any, path: str, _error: Any) -> None:
        # Only what lies inside: the folder that holds `root` is none of ours.
        inside = Path(path) != root
        for name in (Path(path).parent, Path(path)) if inside else (root,):
            with contextlib.suppress(OSError):
                if not name.is_symlink():
                    name.chmod(stat.S_IRWXU)
        with contextlib.suppress(OSError):
            if Path(path).is_dir() and not Path(path).is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                Path(path).unlink()

    how: dict[str, Any] = {"onexc" if sys.version_info >= (3, 12) else "onerror": insist}
    with contextlib.suppress(RecursionError, OSError):
        shutil.rmtree(root, **how)
    if root.exists() and os.name == "posix":
        # Deeper than shutil goes: the system's own tools do it.
        for command in (["chmod", "-R", "u+rwx"], ["rm", "-rf"]):
            subprocess.run([*command, "--", str(root)], check=False, capture_output=True)
    if root.exists():
        raise OSError(f"could not remove {root}")


def _open(path: Path, mode: str) -> IO[bytes]:
    return path.open(mode, buffering=0)


def _read(stream: IO[bytes], start: int, size: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(stream.fileno(), size, start)
    stream.seek(start)
    return stream.read(size)
