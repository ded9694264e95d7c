"""Values of a program, read and written out without running any code of the program."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.interleaving.sites import Site

UNKNOWN = object()
_LONGEST = 40
_LONGEST_READ = 10_000
"""Characters of a text that is looked at at all."""


def peek(obj: Any, site: Site) -> Any:
    """The value at a site without running any code of the program, UNKNOWN where impossible."""
    if obj is None and site.name:
        module = sys.modules.get(Path(site.file).stem)
        return _safe(vars(module).get(site.name, UNKNOWN)) if module is not None else UNKNOWN
    if site.name:
        attributes = getattr(obj, "__dict__", None) if not isinstance(obj, type) else vars(obj)
        if isinstance(attributes, Mapping) and site.name in attributes:
            return _safe(attributes[site.name])
        return UNKNOWN
    container, key = obj
    if type(container) is dict and type(key) in (int, str, bool, tuple):
        return _safe(container.get(key, UNKNOWN))
    if type(container) is list and type(key) is int and -len(container) <= key < len(container):
        return _safe(container[key])
    return _safe(container) if key is None else UNKNOWN


def _safe(value: Any) -> Any:
    """What may be shown: text for plain data, nothing for objects with code of their own."""
    if _is_plain(value):
        return _text(value)
    if type(value) in (list, tuple, dict, set) and len(value) < 20:
        inner = [*value.keys(), *value.values()] if isinstance(value, dict) else value
        if all(map(_is_plain, inner)):
            return _text(value)
    return UNKNOWN


def _is_plain(value: Any) -> bool:
    if type(value) in (str, bytes):
        return len(value) <= _LONGEST_READ
    return value is None or type(value) in (int, float, bool)


def _text(value: Any) -> Any:
    try:
        return repr(value)
    except ValueError:  # a number of too many digits
        return UNKNOWN


def plain_text(value: Any) -> str:
    """As text, "" for what may not be shown."""
    found = _safe(value)
    return found if isinstance(found, str) else ""


def as_text(value: Any) -> str:
    if value is UNKNOWN:
        return ""
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."
