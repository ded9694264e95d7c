"""Observations as JSON text: only exact plain types travel.

A subclass that lies about its value, and any other object, becomes `{"__object__": type name}`.
What JSON has no word for (NaN, infinities, dictionaries with keys that are not text) is wrapped
and unwrapped again by `grader.supervisor.replies`.
"""

from __future__ import annotations

import builtins
import json.encoder
from typing import Any

globals()["__builtins__"] = dict(vars(builtins))

MAX_DEPTH = 40
MAX_TEXT = 200_000
MAX_SIZE = 2_000_000
MAX_BITS = 13_000
"""Below the 4300 digits from which CPython refuses to write an int in decimal."""

TOO_LARGE = "a value too large to send"
"""Stands in for a value that passes MAX_SIZE."""

_quote = json.encoder.encode_basestring_ascii
_int_text = int.__repr__
_float_text = float.__repr__
_bits = int.bit_length
_items = dict.items
_type_name = type.__dict__["__name__"].__get__  # not fooled by a metaclass with its own __name__
_KEYS = (str, int, float, bool, type(None))


class _TooMuch(Exception):
    pass


def encode(value: Any) -> str:
    """`value` as JSON text of bounded size; never raises for a value."""
    out: list[str] = []
    try:
        _write(value, out, 0, [MAX_SIZE])
    except _TooMuch:
        return _object(TOO_LARGE)
    except (RuntimeError, MemoryError):  # changed by another thread meanwhile, or far too deep
        return _object(type_name(value))
    return "".join(out)


def quote(text: Any, limit: int = MAX_TEXT) -> str:
    """An exact str as a JSON string of at most `limit` characters, anything else as ''."""
    return _quote(text[:limit]) if type(text) is str else '""'


def type_name(value: Any) -> str:
    """The name of the type of `value`, whatever its class says about itself."""
    name = _type_name(type(value))
    return name[:100] if type(name) is str else "object"


def _object(name: str) -> str:
    return '{"__object__": ' + _quote(name) + "}"


def _write(value: Any, out: list[str], depth: int, left: list[int]) -> None:
    kind = type(value)
    if value is None:
        text = "null"
    elif value is True:
        text = "true"
    elif value is False:
        text = "false"
    elif kind is int:
        bits = _bits(value)
        text = _int_text(value) if bits < MAX_BITS else _object(f"int of {bits} bits")
    elif kind is float:
        text = _float(value)
    elif kind is str:
        size = len(value)
        text = _quote(value) if size <= MAX_TEXT else _object(f"str of {size} characters")
    elif kind is list or kind is tuple:
        _nested(value, out, depth, left)
        return
    elif kind is dict:
        _dictionary(value, out, depth, left)
        return
    else:
        text = _object(type_name(value))
    _put(text, out, left)


def _put(text: str, out: list[str], left: list[int]) -> None:
    left[0] -= len(text) + 2
    if left[0] < 0:
        raise _TooMuch
    out.append(text)


def _float(value: float) -> str:
    text = _float_text(value)
    if text == "nan" or text == "inf" or text == "-inf":
        return '{"__float__": "' + text + '"}'
    return text


def _nested(value: Any, out: list[str], depth: int, left: list[int]) -> None:
    if depth >= MAX_DEPTH:
        _put(_object(f"a value nested deeper than {MAX_DEPTH} levels"), out, left)
        return
    if len(value) > left[0]:
        raise _TooMuch
    _put("[", out, left)
    first = True
    for item in tuple(value):
        if not first:
            out.append(", ")
        first = False
        _write(item, out, depth + 1, left)
    _put("]", out, left)


def _dictionary(value: dict[Any, Any], out: list[str], depth: int, left: list[int]) -> None:
    if depth >= MAX_DEPTH:
        _put(_object(f"a value nested deeper than {MAX_DEPTH} levels"), out, left)
        return
    if len(value) > left[0]:
        raise _TooMuch
    items = tuple(_items(value))
    textual = all(type(key) is str for key, _ in items)
    if not textual:
        if all(_is_key(key) for key, _ in items):
            _put('{"__dict__": ', out, left)
            _nested([[key, item] for key, item in items], out, depth, left)
            _put("}", out, left)
        else:
            _put(_object("dict with keys that are not plain values"), out, left)
        return
    _put("{", out, left)
    first = True
    for key, item in items:
        if not first:
            out.append(", ")
        first = False
        _put(quote(key) + ": ", out, left)
        _write(item, out, depth + 1, left)
    _put("}", out, left)


def _is_key(key: Any) -> bool:
    kind = type(key)
    if kind is tuple:
        return all(_is_key(part) for part in key)
    return kind in _KEYS
