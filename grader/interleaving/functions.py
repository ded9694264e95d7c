"""`getattr`, `setattr`, `delattr` and `len` as the program under test sees them.

They touch what may be shared without a syntax that `instrument.py` could see. Their sites are made
when they are first reached.
"""

from __future__ import annotations

import builtins
import linecache
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from grader.interleaving.caller import frame
from grader.interleaving.sites import Access, Site

Touch = Callable[[Any, Site], None]
_MEASURED = re.compile(r"\blen\(([^()]+)\)")


class StandIn(partial[Any]):
    """A function in the place of a builtin one.

    As an attribute of a class it does not become a method, and it is copied and pickled as the
    builtin.
    """

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        return self

    def __copy__(self) -> Any:
        return self

    def __deepcopy__(self, memo: Any) -> Any:
        return self

    def __reduce__(self) -> Any:
        return _builtin, (vars(self)["__name__"],)

    def __repr__(self) -> str:
        return f"<built-in function {vars(self)['__name__']}>"


def stand_in(name: str, function: Callable[..., Any]) -> StandIn:
    """What the program under test is to find under the `name` of a builtin function."""
    # Python takes it from here when it says which call has the wrong arguments.
    function.__qualname__ = name
    made = StandIn(function)
    doc = getattr(builtins, name).__doc__
    vars(made).update(__name__=name, __qualname__=name, __module__="builtins", __doc__=doc)
    return made


def _builtin(name: str) -> Any:
    return getattr(builtins, name)


def _measured(source: str) -> str:
    """What `len` is called with on a line of source, "" where that is not certain."""
    found = set(_MEASURED.findall(source))
    return str(found.pop()) if len(found) == 1 else ""


def make_functions(
    sites: list[Site], touch_attribute: Touch, touch_container: Touch
) -> dict[str, Callable[..., Any]]:
    """The functions by name. `touch_*` make a point before an access to an object at a site."""
    made: dict[tuple[str, int, str, str], Site] = {}

    def site(access: Access, target: str, name: str) -> Site:
        caller = frame(2)
        file, line = caller.f_code.co_filename, caller.f_lineno
        key = (file, line, access, name)
        if key not in made:
            source = linecache.getline(file, line).strip()
            target = target or _measured(source)
            made[key] = Site(
                len(sites), file, line, 0, source, access, target, name, silent=file[:1] == "<"
            )
            sites.append(made[key])
        return made[key]

    def get(obj: Any, name: str, /, *default: Any) -> Any:
        if type(name) is str:
            touch_attribute(obj, site(Access.READ, name, name))
        return getattr(obj, name, *default)

    def set_(obj: Any, name: str, value: Any, /) -> None:
        if type(name) is str:
            touch_attribute(obj, site(Access.WRITE, name, name))
        setattr(obj, name, value)

    def delete(obj: Any, name: str, /) -> None:
        if type(name) is str:
            touch_attribute(obj, site(Access.WRITE, name, name))
        delattr(obj, name)

    def length(obj: Any, /) -> int:
        touch_container(obj, site(Access.READ, "", ""))
        return len(obj)

    functions: dict[str, Callable[..., Any]] = {
        "getattr": get,
        "setattr": set_,
        "delattr": delete,
        "len": length,
    }
    return {name: stand_in(name, function) for name, function in functions.items()}
