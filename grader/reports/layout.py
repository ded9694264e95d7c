"""Lines of styled text that are never wider than they may be.

Widths are in terminal cells, not characters: a Korean syllable takes two. A line is a
`rich.text.Text`; its plain text is all that a report without colour prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.text import Text

from grader.harmless import harmless, one_line

__all__ = [
    "Text",
    "block",
    "cell_len",
    "clip",
    "clip_start",
    "fold",
    "padded",
    "paragraph",
    "render",
    "trimmed",
    "wrap",
]

NARROWEST = 40
WIDEST = 100
"""Prose wider than this is hard to read."""

GOOD, BAD, DIM, STRONG, MARK = "green", "bold red", "dim", "bold", "bold yellow"


def clip(text: str, cells: int) -> str:
    """`text` in at most `cells` cells, ending in `...` when something was left out."""
    if cell_len(text) <= cells:
        return text
    if cells <= 3:
        return "." * max(cells, 0)
    kept = set_cell_size(text, cells - 3).rstrip()
    while kept and cell_len(kept + "...") > cells:
        kept = kept[:-1]
    return kept + "..."


def clip_start(text: str, cells: int) -> str:
    """`text` in at most `cells` cells, its end kept: names of threads differ at the end."""
    if cell_len(text) <= cells:
        return text
    while text and cell_len(text) > cells - 3:
        text = text[1:]
    return clip("..." + text, cells)


def padded(text: str, cells: int) -> str:
    """`text` in exactly `cells` cells."""
    return set_cell_size(text, max(cells, 0))


def trimmed(line: Text) -> Text:
    """`line` without blanks at its end."""
    line.rstrip()
    return line


def wrap(text: str, cells: int) -> list[str]:
    """`text` (one line) broken at blanks into lines of at most `cells` cells, at least one."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= cells:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, cells)
        lines.extend(full)
    return [*lines, line]


def paragraph(
    text: str, width: int, *, indent: int = 2, lead: str = "", style: str = "", lead_style: str = ""
) -> list[Text]:
    """`text` as wrapped lines; `lead` stands before the first and the others hang below it."""
    hang = indent + cell_len(lead)
    lines = []
    for number, piece in enumerate(wrap(one_line(text), max(width - hang, 2))):
        line = Text(" " * (hang if number else indent))
        if not number:
            line.append(lead, lead_style or None)
        line.append(piece, style or None)
        lines.append(trimmed(line))
    return lines


def block(text: str, width: int, *, indent: int = 4, limit: int = 14) -> list[Text]:
    """`text` line by line as it is, harmless, long lines broken at a blank where there is one,
    folded to `limit` lines."""
    lines = [
        Text(" " * indent + piece, style=DIM)
        for line in harmless(text).expandtabs(4).strip("\n").split("\n")
        for piece in _broken(line.rstrip(), max(width - indent, 2))
    ]
    return fold(lines, limit, indent)


def _broken(line: str, cells: int) -> list[str]:
    """`line` in pieces of at most `cells` cells. Its own blanks stay, but for those at a break."""
    indent = len(line) - len(line.lstrip())
    pieces = []
    while cell_len(line) > cells:
        first = _pieces(line, cells)[0]
        end = len(first) if line[len(first)] == " " else first.rfind(" ")
        end = end if end > indent else len(first)
        pieces.append(line[:end].rstrip())
        line, indent = line[end:].lstrip(), 0
    return [*pieces, line]


def fold(lines: Sequence[Text], limit: int, indent: int = 4) -> list[Text]:
    """`lines`, at most `limit` of them: the middle gives way to one line that says how many."""
    if len(lines) <= limit:
        return list(lines)
    head = max((limit - 1) // 2, 1)
    tail = max(limit - 1 - head, 1)
    hidden = Text(" " * indent + more_lines(len(lines) - head - tail), style=DIM)
    return [*lines[:head], hidden, *lines[-tail:]]


def more_lines(count: int) -> str:
    from grader.i18n import ngettext

    return ngettext("... {n} more line ...", "... {n} more lines ...", count).format(n=count)


def render(lines: Iterable[Text], color: bool) -> str:
    """The lines as one string that ends in a newline, with ANSI styles when `color`."""
    lines = [_commandless(line) for line in lines]
    if not color:
        return "".join(line.plain + "\n" for line in lines)
    from rich.console import Console

    out = StringIO()
    console = Console(
        file=out,
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        no_color=False,
        width=1000,
        highlight=False,
    )
    for line in lines:
        console.print(line, soft_wrap=True)
    return out.getvalue()


def _commandless(line: Text) -> Text:
    """`line` without a workflow command at its start, which breaking a line may have made."""
    plain = line.plain.lstrip()
    if not plain.startswith("::"):
        return line
    at = len(line.plain) - len(plain)
    return Text.assemble(line[: at + 1], " ", line[at + 2 :])


def _pieces(text: str, cells: int) -> list[str]:
    return (chop_cells(text, cells) or [""]) if cell_len(text) > cells else [text]
