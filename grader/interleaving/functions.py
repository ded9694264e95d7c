"""`getattr`, `setattr`, `delattr` and `len` as the program under test sees them.

They touch what may be shared without a syntax that `instrument.py` could see. Their sites are made
when they are first reached.
"""

from __future__ import annotations

import linecache
from collections.abc import Callable
from typing import Any

from grader.interleaving.caller import frame
from grader.interleaving.sites import Access, Site

Touch = Callable[[Any, Site], None]


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

    return {"getattr": get, "setattr": set_, "delattr": delete, "len": length}
