"""Makes text that student code produced safe to show in a terminal, a log or a report."""

from __future__ import annotations

import re
import unicodedata

# Escape sequences as a whole, so that no "[31m" is left: CSI, OSC, and two-character ones.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]{0,1000}(?:\x07|\x1b\\)|\x1b[@-_]"
)
_COMMAND = re.compile(r"(?m)^(\s*):(?=:)")
_OLD_COMMAND = re.compile(r"##(?=\[)")
# Marks that turn the direction of text: what is shown would not be what is there.
_TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def harmless(text: str) -> str:
    """`text` without control characters, and with workflow commands (`::error ::`) broken.

    Newlines and tabs stay. A CI runner takes a line that begins with `::` for a command, so a
    space is put between the colons.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _ESCAPES.sub("", text)
    text = "".join(_shown(c) for c in text)
    return _OLD_COMMAND.sub("# #", _COMMAND.sub(r"\1: ", text))


def clipped(text: str, limit: int = 4000) -> str:
    """`harmless(text)`, cut in the middle to about `limit` characters."""
    if len(text) > limit:
        half = limit // 2
        text = f"{text[:half]}\n[...]\n{text[-half:]}"
    return harmless(text)


def _shown(character: str) -> str:
    if character in "\n\t" or " " <= character <= "~":
        return character
    if character in _TURNING or unicodedata.category(character) in ("Cc", "Cs", "Co", "Zl", "Zp"):
        return "\N{REPLACEMENT CHARACTER}"
    return character
