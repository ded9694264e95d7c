"""What the library calls when an object goes or a program ends: each schedule begins without any.

`multiprocessing.util.Finalize` and `weakref.finalize` keep account of that in one place for the
whole process. What one schedule leaves there must not be seen by the next: a `weakref.finalize`
whose functions were called once at a program's end never calls any again.
"""

from __future__ import annotations

import multiprocessing.util
import weakref
from collections.abc import Iterator
from contextlib import contextmanager

_REGISTRY = vars(multiprocessing.util)["_finalizer_registry"]
_AT_THE_START = {
    "_registry": dict,
    "_shutdown": bool,
    "_dirty": bool,
    "_registered_with_atexit": bool,
}
"""The attributes of `weakref.finalize` that change, and what makes their first value."""


@contextmanager
def kept() -> Iterator[None]:
    """After this, everything is as it was before."""
    registry = dict(_REGISTRY)
    attributes = {name: vars(weakref.finalize)[name] for name in _AT_THE_START}
    try:
        yield
    finally:
        _REGISTRY.clear()
        _REGISTRY.update(registry)
        for name, value in attributes.items():
            setattr(weakref.finalize, name, value)


def forget() -> None:
    """As at the start of a program."""
    _REGISTRY.clear()
    for name, first in _AT_THE_START.items():
        setattr(weakref.finalize, name, first())
