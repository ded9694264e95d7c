"""The submitted files, read once by the grader."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NoReturn

from grader.check import reject
from grader.harmless import harmless
from grader.i18n import _
from grader.result import Kind

MOST_BYTES = 256 * 1024


@dataclass(frozen=True)
class Submission:
    """`files` maps names (relative, forward slashes) to contents; the first one is the module
    that is graded. `path` is where a reader finds that one."""

    files: Mapping[str, bytes]
    path: str = ""

    @classmethod
    def read(cls, paths: Mapping[str, Path], shown_as: str = "") -> Submission:
        """The submission whose file `name` lies at `paths[name]`.

        Raises Rejected (`import_error`) with what is wrong when a file is missing, empty, no
        regular file, not readable, too large or not text.
        """
        first = next(iter(paths.values()))
        files = {name: _read(name, path) for name, path in paths.items()}
        return cls(files, shown_as or str(first))

    @property
    def file(self) -> str:
        """The name of the graded file, such as "bank.py"."""
        return next(iter(self.files))

    @property
    def module(self) -> str:
        """The name under which it is imported, such as "bank"."""
        return PurePosixPath(self.file).stem

    @cached_property
    def lines(self) -> dict[str, list[str]]:
        """The source lines of every file, made harmless; line 1 is at index 0."""
        return {name: decode(content).splitlines() for name, content in self.files.items()}

    @cached_property
    def imports(self) -> dict[str, int]:
        """Every module that an import statement names, wherever it stands ("queue",
        "concurrent.futures"), with the line of the first in the graded file, 0 in another."""
        found: dict[str, int] = {}
        for file, content in self.files.items():
            for node in ast.walk(ast.parse(content)):
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    # `from multiprocessing import queues` names a module as well as an attribute.
                    names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
                else:
                    continue
                for name in names:
                    found.setdefault(name, node.lineno if file == self.file else 0)
        return found

    def line(self, file: str, number: int) -> str:
        """One source line without its indentation, "" where there is none."""
        lines = self.lines.get(file, [])
        return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def decode(content: bytes) -> str:
    """Source text for showing: by its coding cookie, undecodable bytes replaced."""
    try:
        encoding, _lines = tokenize.detect_encoding(io.BytesIO(content).readline)
        text = content.decode(encoding, "replace")
    except (SyntaxError, LookupError, ValueError):
        text = content.decode("utf-8", "replace")
    return harmless(text)


def _read(name: str, path: Path) -> bytes:
    if path.is_symlink():
        _refuse(_("{path} is a link to another file. Put the file itself there."), path)
    if path.is_dir():
        _refuse(_("{path} is a folder; a file with this name was expected."), path)
    if not path.exists():
        _refuse(_("There is no file {path}. Put your answer there."), path)
    if not path.is_file():
        _refuse(_("{path} is not an ordinary file."), path)
    try:
        content = path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    except OSError as error:
        _refuse(_("{path} cannot be read: {reason}."), path, reason=error.strerror)
    if content is None:
        _refuse(_("{path} is larger than {limit} bytes."), path, limit=MOST_BYTES)
    if not content.strip():
        _refuse(_("{path} is empty. Write your answer into it."), path)
    _refuse_other_encodings(path, content)
    return content


def _refuse_other_encodings(path: Path, content: bytes) -> None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        _refuse(_("{path} is saved as UTF-16. Save it as UTF-8."), path, line=1)
    try:
        encoding, _lines = tokenize.detect_encoding(io.BytesIO(content).readline)
    except SyntaxError as error:
        if "unknown encoding" in error.msg or "encoding problem" in error.msg:
            _refuse(
                _("{path} does not say rightly how it is encoded: {reason}."),
                path,
                reason=harmless(error.msg),
            )
        encoding = "utf-8"
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        _refuse(
            _("{path} is not encoded as {encoding}: line {line} holds the byte {byte}. "
              "Save the file as UTF-8."),
            path,
            encoding=encoding,
            line=content.count(b"\n", 0, error.start) + 1,
            byte=f"0x{content[error.start]:02x}",
        )  # fmt: skip
    if b"\0" in content:
        _refuse(
            _("{path} is no text: it holds a null byte in line {line}."),
            path,
            line=content.count(b"\n", 0, content.index(b"\0")) + 1,
        )


def _refuse(summary: str, path: Path, **details: object) -> NoReturn:
    line = details.get("line", 0)
    reject(
        Kind.IMPORT_ERROR,
        summary.format(path=harmless(str(path)), **details),
        file=path.name,
        line=line if isinstance(line, int) else 0,
    )
