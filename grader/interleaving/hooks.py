"""The functions that instrumented code calls; `instrument.py` says where.

Each is handed to the code under test through its `__builtins__`, so its own namespace stays as it
would be. They are closures over one scheduler: no lookups on the hot path, no global state.
"""

from __future__ import annotations

import builtins
import gc
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Container, Iterator
from contextlib import suppress
from functools import cache
from types import ModuleType
from typing import Any, Protocol

from grader.interleaving.functions import make_functions, stand_in
from grader.interleaving.sites import Access, Site
from grader.interleaving.trail import IDS, READ, WRITE, Use

CONTAINERS = frozenset({list, dict, set, deque, Counter, OrderedDict, defaultdict, bytearray})
_VIEWS = frozenset({type({}.keys()), type({}.values()), type({}.items())})
_WARY = (CONTAINERS | _VIEWS) - {list, bytearray}
"""Whose iterators notice a change since they were made."""
DRAWING = (
    frozenset({enumerate, zip, map, filter, reversed, type(reversed([])), type(reversed({}))})
    | {type(iter(kind())) for kind in CONTAINERS}
    | {type(iter({}.values())), type(iter({}.items()))}
    | _VIEWS
)
"""What looks into a container bit by bit, long after it was made."""
_ATOMS = (int, float, complex, str, bytes, bool, tuple, frozenset, range, slice, type(None))
_NUMBERS = frozenset({int, float, complex, bool})
_ENGINE_HOMES = ("threading", "_thread", "queue", "concurrent.futures", "time")


def sources(obj: Any) -> list[Any]:
    """The containers that going through `obj` looks into."""
    kind = type(obj)
    try:
        if kind in CONTAINERS:
            return [obj]
        if kind not in DRAWING:
            return []
    except TypeError:  # a class whose metaclass has no hash
        return []
    found: list[Any] = []
    for part in gc.get_referents(obj):
        for source in part if type(part) is tuple else (part,):
            found += sources(source)
    return found


class Points(Protocol):
    """What hooks need of whoever stands behind them: the scheduler, mostly."""

    @property
    def current(self) -> Any:
        """Who runs now; has `operands`, a list."""

    def touch(self, key: Any, access: Access, obj: Any, site: Site) -> None: ...

    def note(self, key: Any, use: Use) -> None: ...

    def loop_point(self, site: Site) -> None: ...


def make_hooks(
    scheduler: Points, sites: list[Site], containers: Container[type] = CONTAINERS
) -> dict[str, Callable[..., Any]]:
    """The hooks by the name under which instrumented code calls them.

    `containers` are the types whose elements count as shared.
    """
    touch = scheduler.touch
    quiet: dict[type, bool] = dict.fromkeys(_ATOMS, True)
    quiet[ModuleType] = True
    quiet |= dict.fromkeys(CONTAINERS, True)
    always_known = dict(quiet)
    ids: dict[int, tuple[int, Any]] = {}

    @cache
    def is_home(module: str) -> bool:
        return module.startswith("grader.interleaving") or any(
            module == home or module.startswith(home + ".") for home in _ENGINE_HOMES
        )

    def is_quiet(kind: type) -> bool:
        module = getattr(kind, "__module__", "")
        answer = type(module) is str and is_home(module)
        with suppress(TypeError):  # a class whose metaclass has no hash
            quiet[kind] = answer
        return answer

    def attribute(obj: Any, index: int) -> Any:
        kind = type(obj)
        try:
            known = quiet[kind]
        except (KeyError, TypeError):
            known = is_quiet(kind)
        if not known:
            site = sites[index]
            touch((id(obj), site.name), site.access, obj, site)
        return obj

    def touch_attribute(obj: Any, site: Site) -> None:
        kind = type(obj)
        try:
            known = quiet[kind]
        except (KeyError, TypeError):
            known = is_quiet(kind)
        if not known:
            touch((id(obj), site.name), site.access, obj, site)

    def attribute_update(obj: Any, index: int) -> Any:
        attribute(obj, index)
        scheduler.current.operands.append((index, obj))
        return obj

    def take(index: int) -> Any:
        """The operand that a hook of the same expression left; None when an error lost it."""
        operands = scheduler.current.operands
        while operands:
            key, obj = operands.pop()
            if key == index:
                return obj
        return None

    def attribute_store(value: Any, index: int) -> Any:
        """Between the load and the store of `obj.attr op= value`; the load's site is index - 1."""
        obj = take(index - 1)
        if obj is not None:
            attribute(obj, index)
            if type(value) not in _NUMBERS:
                attribute_changed(obj, sites[index])
        return value

    def attribute_repeat(value: Any, index: int) -> Any:
        obj = take(index - 1)
        if obj is not None:
            attribute(obj, index)
            attribute_changed(obj, sites[index])
        return value

    def attribute_changed(obj: Any, site: Site) -> None:
        with suppress(AttributeError):
            changed_in_place(object.__getattribute__(obj, "__dict__"), site.name, site)

    def changed_in_place(holder: Any, key: Any, site: Site) -> None:
        """What `op=` changes if it is a container: the one that `holder` holds under `key`."""
        if type(holder) is dict:
            element(holder.get(key), site, None)
        elif type(holder) is list and type(key) is int and -len(holder) <= key < len(holder):
            element(holder[key], site, None)

    def name(index: int) -> bool:
        site = sites[index]
        touch((site.file, site.name), site.access, None, site)
        return True

    def name_store(value: Any, index: int) -> Any:
        name(index)
        return value

    def name_update(value: Any, obj: Any, index: int) -> Any:
        """Between the load and the store of `name op= value`: a container is changed in place."""
        element(obj, sites[index], None)
        return value

    def operand(obj: Any, index: int) -> Any:
        scheduler.current.operands.append((index, obj))
        return obj

    def element(obj: Any, site: Site, key: Any) -> None:
        try:
            known = type(obj) in containers
        except TypeError:
            known = False
        if known:
            touch(id(obj), site.access, (obj, key), site)

    def item(obj: Any, key: Any, index: int) -> Any:
        element(obj, sites[index], key)
        return obj

    def item_key(key: Any, index: int) -> Any:
        element(take(index), sites[index], key)
        return key

    def item_update(key: Any, index: int) -> Any:
        """The key of `obj[key] op= value`: the point before the load; `item_store` follows."""
        obj = take(index)
        element(obj, sites[index], key)
        scheduler.current.operands.append((index, (obj, key)))
        return key

    def item_store(value: Any, index: int) -> Any:
        pair = take(index - 1)
        if pair is not None:
            element(pair[0], sites[index], pair[1])
            if type(pair[1]) in _ATOMS:
                changed_in_place(pair[0], pair[1], sites[index])
        return value

    def container(obj: Any, index: int) -> Any:
        element(obj, sites[index], None)
        return obj

    def last_argument(value: Any, index: int) -> Any:
        element(take(index), sites[index], None)
        return value

    def iterate(obj: Any, index: int) -> Any:
        drawn = sources(obj)
        if drawn and type(obj) in _WARY:
            touch(id(drawn[0]), Access.READ, (drawn[0], None), sites[index])
        # The iterator is made now: of a generator expression's it is long before the first use.
        return watched(iter(obj), drawn, sites[index]) if drawn else obj

    def watched(iterator: Iterator[Any], drawn: list[Any], site: Site) -> Iterator[Any]:
        while True:
            for obj in drawn:
                touch(id(obj), site.access, (obj, None), site)
            if len(drawn) > 1:
                for obj in drawn:  # they are read in one step, which begins at the last point
                    scheduler.note(id(obj), READ)
            try:
                value = next(iterator)
            except StopIteration:
                return
            yield value

    def loop(index: int) -> None:
        scheduler.loop_point(sites[index])

    def virtual_id(obj: Any) -> int:
        """`id`, but numbered in the order of asking, so that a replay sees the same order."""
        real = builtins.id(obj)
        scheduler.note(IDS, WRITE)
        if real not in ids:
            ids[real] = (0x7F0000000000 + 64 * len(ids), obj)
        return ids[real][0]

    def forget() -> None:
        """A schedule is over: let go of its objects and of its classes."""
        ids.clear()
        quiet.clear()
        quiet.update(always_known)

    return {
        "__attribute__": attribute,
        "__attribute_update__": attribute_update,
        "__attribute_store__": attribute_store,
        "__attribute_repeat__": attribute_repeat,
        "__name_read__": name,
        "__name_store__": name_store,
        "__name_update__": name_update,
        "__operand__": operand,
        "__element__": item,
        "__item_key__": item_key,
        "__item_update__": item_update,
        "__item_store__": item_store,
        "__container__": container,
        "__last_argument__": last_argument,
        "__iterate__": iterate,
        "__loop__": loop,
        "__slice__": slice,
        "id": stand_in("id", virtual_id),
        **make_functions(sites, touch_attribute, lambda obj, site: element(obj, site, None)),
        "__forget_ids__": forget,
    }
