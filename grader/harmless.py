"""Text that came from a student, made safe to show. Imports nothing of the grader.

Captured output can hold terminal escapes (which recolour, move or retitle a terminal), workflow
commands (which a GitHub runner obeys when it reads them in a log) and characters that cannot be
encoded at all. Whatever a report shows passes through `harmless` once.
"""

from __future__ import annotations

import re

_ESCAPE_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor movement
    r"|\x1b[\]PX^_][^\x07\x1b]{0,1000}(?:\x07|\x1b\\)"  # OSC, DCS, ...: titles, links, payloads
    r"|\x1b[ -/]*[0-~]"  # two-character escapes
)
_LINE_BREAK = re.compile(r"\r\n?|[\u2028\u2029]")
# Bidirectional overrides reorder what is shown, joiners and selectors of variants change how wide
# their neighbours are, surrogates and non-characters break UTF-8 or XML.
_REMOVED = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    r"\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufffe\uffff]"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# A runner trims a line before it looks for `::`, and finds the older `##[` anywhere in it.
_COMMAND = re.compile(r"(?m)^([^\S\n]*):(?=:)")
_OLD_COMMAND = re.compile(r"##(?=\[)")


def harmless(text: str) -> str:
    """`text` without control characters (newline and tab stay) and without workflow commands.

    A second pass changes nothing.
    """
    text = _ESCAPE_SEQUENCE.sub("", text)
    text = _LINE_BREAK.sub("\n", text)
    text = _REMOVED.sub("", text)
    text = _SURROGATE.sub("\ufffd", text)
    text = _COMMAND.sub(r"\1: ", text)
    return _OLD_COMMAND.sub("## ", text)


def clipped(text: str, limit: int = 4000) -> str:
    """`text` harmless, cut in the middle to about `limit` characters."""
    if len(text) > limit:
        half = limit // 2
        text = f"{text[:half]}\n[...]\n{text[-half:]}"
    return harmless(text)


def one_line(text: str, limit: int = 600) -> str:
    """`text` harmless, on one line, and cut in the middle to `limit` characters."""
    text = " ".join(harmless(text).split())
    if len(text) > limit:
        half = (limit - 5) // 2
        text = f"{text[:half]} ... {text[-half:]}"
    # Joining lines may have brought a command to the start.
    return harmless(text)


def github_text(text: str) -> str:
    """`text` as the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def github_property(text: str) -> str:
    """`text` as the value of a property (`file=`, `title=`) of a workflow command."""
    return github_text(text).replace(":", "%3A").replace(",", "%2C")
