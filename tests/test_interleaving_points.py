"""Which accesses to containers threads may be stopped at, and which are of no concern."""

from __future__ import annotations

from itertools import permutations
from textwrap import indent

import pytest
from small_worlds import SmallWorld


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> SmallWorld:
    return SmallWorld(tmp_path_factory.mktemp("points"))


READER = """
    import threading, heapq, math, random, copy, json
    from collections import deque
    class Box:
        def __init__(self, items): self.items = items
    class Pair:
        def __init__(self, *args, **kwargs): self.n = (len(args), len(kwargs))
    def given(*args, **kwargs): return len(args), len(kwargs)
    def look(items, other):
{look}
    def main():
        items, other = {start}, {start}
        def change():
            {change}
        worker = threading.Thread(target=change)
        worker.start()
        first = look(items, other)
        second = look(items, other)
        worker.join()
        return repr(first), repr(second)
"""

LIST, DICT = ("[7]", "items.append(9)"), ("{7: 7}", "items[9] = 9")
LOOKS = [
    ("if items: return 1\nreturn 0", "[]", "items.append(9)"),
    ("return 1 if items else 0", "[]", "items.append(9)"),
    ("return not items", "[]", "items.append(9)"),
    ("return 1 if items or False else 0", "[]", "items.append(9)"),
    ("return 1 if not items and True else 0", "[]", "items.append(9)"),
    ("n = 0\nwhile items and n < 1: n += 1\nreturn n", "[]", "items.append(9)"),
    ("n = 0\nwhile not items:\n    n += 1\n    break\nreturn n", "[]", "items.append(9)"),
    ("try: assert items\nexcept AssertionError: return 0\nreturn 1", "[]", "items.append(9)"),
    ("return (items and items[0]) == 9", "[]", "items.append(9)"),
    ("return [n for n in (1,) if items]", "[]", "items.append(9)"),
    ("return bool(items)", "[]", "items.append(9)"),
    *[
        (f"return {look}", *LIST)
        for look in (
            "sum(items)",
            "max(items)",
            "sorted(items)",
            "len(items)",
            "list(items)",
            "tuple(items)",
            "any(n == 9 for n in items)",
            "repr(items)",
            "str(items)",
            "f'{items}'",
            "f'{items!r:>20}'",
            "'%s' % items",
            "'{}'.format(items)",
            "''.join(map(str, items))",
            "items == other",
            "other == items",
            "other < items",
            "9 in items",
            "9 not in items",
            "items.count(9)",
            "items[:]",
            "items[-1]",
            "items + other",
            "other + items",
            "[*items]",
            "(*items, 0)",
            "given(*items)",
            "Pair(*items).n",
            "[n for n in items]",
            "{n: n for n in items}",
            "list(enumerate(items))",
            "list(zip(items, items))",
            "list(filter(None, items))",
            "list(reversed(items))",
            "[n for _, n in enumerate(items)]",
            "[n for n in map(abs, items)]",
            "math.fsum(items)",
            "copy.deepcopy(items)",
            "json.dumps(items)",
            "deque(items, 5)",
        )
    ],
    ("return Box(items).items == [7, 9]", *LIST),
    ("first, *rest = items\nreturn len(rest)", *LIST),
    ("mine = []\nmine += items\nreturn mine", *LIST),
    ("mine = []\nmine.extend(items)\nreturn mine", *LIST),
    ("def each(): yield from items\nreturn list(each())", *LIST),
    ("match items:\n    case [_]: return 1\nreturn 2", *LIST),
    ("return ''.join(items)", "['a']", "items.append('b')"),
    *[
        (f"return {look}", *DICT)
        for look in (
            "dict(items)",
            "{**items}",
            "items | {}",
            "9 in items",
            "items.get(9)",
            "sorted(items.values())",
            "list(items.items())",
            "list(items.keys())",
            "items == other",
        )
    ],
    ("return given(**items)", "{'a': 1}", "items['b'] = 2"),
    ("return dict(**items)", "{'a': 1}", "items['b'] = 2"),
    ("return items - {7}", "{7}", "items.add(9)"),
]


@pytest.mark.parametrize(("look", "start", "change"), LOOKS)
def test_a_thread_may_be_stopped_before_it_looks_into_a_container(small, look, start, change):
    found = small.explore(READER.format(look=indent(look, " " * 8), start=start, change=change))
    assert not found.failing()
    assert len(found.values) == 3, "nobody came between the two looks"
    assert sum(first != second for first, second in found.values) == 1
    assert found.tally.exhausted


GOING_THROUGH = [
    "for key in items: seen.append(key)",
    "for key, value in items.items(): seen.append(key)",
    "for value in items.values(): seen.append(value)",
    "for n, key in enumerate(items): seen.append(key)",
    "for key, value in zip(items.keys(), items.values()): seen.append(key)",
    "for key in map(str, items): seen.append(key)",
    "for key in filter(None, items): seen.append(key)",
    "for key in reversed(items): seen.append(key)",
    "for key in iter(items): seen.append(key)",
    "seen = [value for key, value in items.items()]",
    "seen = {key: value for key, value in items.items()}",
    "seen = list(value for value in items.values())",
]


@pytest.mark.parametrize("loop", GOING_THROUGH)
def test_a_dict_that_changes_while_a_thread_goes_through_it_is_found(small, loop):
    found = small.explore(
        f"""
        import threading
        def main():
            items, seen = {{1: 1, 2: 2}}, []
            worker = threading.Thread(target=items.__setitem__, args=(3, 3))
            def change():
                items[3] = 3
            worker = threading.Thread(target=change)
            worker.start()
            {loop}
            worker.join()
            return len(seen)
        """
    )
    assert {failure.text for o in found.failing() for failure in o.failures} == {
        "dictionary changed size during iteration"
    }
    assert set(found.values) == {2, 3}


def test_of_two_lists_gone_through_together_both_may_change_in_between(small):
    found = small.explore(
        """
        import threading
        def main():
            a, b, seen = [1, 2], [1, 2], []
            def change(items):
                items[1] = 9
            workers = [threading.Thread(target=change, args=(items,)) for items in (a, b)]
            for worker in workers: worker.start()
            for pair in zip(a, b): seen.append(pair)
            for worker in workers: worker.join()
            return seen[1]
        """
    )
    assert set(found.values) == {(2, 2), (9, 2), (2, 9), (9, 9)}


WRITER = """
    import threading, bisect, heapq, random
    def main():
        items = {start}
        def change(items):
            {change}
            {change}
        worker = threading.Thread(target=change, args=(items,))
        worker.start()
        seen = repr(items)
        worker.join()
        return seen
"""


@pytest.mark.parametrize(
    ("start", "change"),
    [
        ("[1]", "heapq.heappush(items, 5)"),
        ("[1, 2, 3]", "heapq.heappop(items)"),
        ("[1, 2, 3]", "heapq.heapreplace(items, items[0] + 5)"),
        ("[1, 2]", "bisect.insort(items, 3)"),
        ("[1]", "items.append(3)"),
        ("[1]", "items.extend((3, 4))"),
        ("[1]", "items.insert(0, len(items))"),
        ("[1]", "items += [3]"),
        ("[1]", "items *= len(items) + 1"),
        ("[1]", "items[len(items):] = [3]"),
        ("[1, 2, 3]", "del items[0]"),
        ("[1, 2, 3]", "items.remove(items[-1])"),
        ("{1: 1}", "items |= {len(items) + 1: 1}"),
        ("{1: 1}", "items.update({len(items) + 1: 1})"),
        ("{1: 1}", "items.setdefault(len(items) + 1)"),
        ("{1: 1, 2: 2}", "items.pop(min(items))"),
        ("{1: 1, 2: 2}", "items.popitem()"),
        ("{1: 1}", "items[1] += 1"),
        ("{1}", "items.add(len(items) + 1)"),
        ("{1, 2, 3}", "items.discard(min(items))"),
        ("bytearray(b'a')", "items.append(98)"),
    ],
)
def test_a_thread_may_be_stopped_between_two_changes_of_a_container(small, start, change):
    found = small.explore(WRITER.format(start=start, change=change))
    assert not found.failing()
    assert len(found.values) == 3
    assert found.tally.exhausted


@pytest.mark.parametrize(
    "change",
    [
        "out.append(n)",
        "out += [n]",
        "heap = out; insort(heap, n, key=lambda _: 0)",
        "out[len(out):] = [n]",
        "out.extend([n])",
    ],
)
def test_changes_of_one_container_are_tried_in_every_order(small, change):
    found = small.explore(
        f"""
        import threading
        from bisect import insort
        def main():
            mine = []
            def work(out, n):
                {change}
            threads = [threading.Thread(target=work, args=(mine, n)) for n in range(3)]
            for t in threads: t.start()
            for t in threads: t.join()
            return tuple(mine)
        """
    )
    assert found.tally.exhausted
    complete = {value for value in found.values if len(value) == 3}
    assert len(complete) == 6


@pytest.mark.parametrize(
    "push", ["out.append(box.n)", "out += [box.n]", "insort(out, box.n, key=lambda _: 0)"]
)
def test_a_thread_may_be_stopped_after_it_has_evaluated_what_it_puts_into_a_container(small, push):
    found = small.explore(
        f"""
        import threading
        from bisect import insort
        class Box: n = 0
        def main():
            mine, box = [], Box()
            def work(out):
                {push}
            def change(out):
                box.n = 1
                out.append("x")
            threads = [threading.Thread(target=f, args=(mine,)) for f in (work, change)]
            for t in threads: t.start()
            for t in threads: t.join()
            return "".join(map(str, mine))
        """
    )
    assert set(found.values) == {"0x", "x0", "1x", "x1"}
    assert found.tally.exhausted


def test_the_value_of_an_update_in_place_is_evaluated_once_and_its_name_looked_up_first(small):
    found = small.explore(
        """
        calls = []
        def value(n):
            calls.append(n)
            return [n]
        def main():
            total = []
            alias = total
            total += value(1)
            total += value(2)
            try:
                unknown += value(3)
            except UnboundLocalError:
                pass
            return alias, calls
        """
    )
    assert not found.failing()
    assert found.values in ([([1, 2], [1, 2])], [([1, 2], [1, 2, 3])])


PRIVATE = """
    import threading, heapq
    class Node:
        def __init__(self, n): self.n = n
    total = 0
    def work(n):
        global total
        {private}
        total += n
    def main():
        threads = [threading.Thread(target=work, args=(n,)) for n in (1, 2)]
        for t in threads: t.start()
        for t in threads: t.join()
        return total
"""


@pytest.mark.parametrize(
    "private",
    [
        "mine = [3, 1]; mine.append(n); n += sum(mine) + mine[0] - max(mine)",
        "mine = {}; mine[n] = n; mine[n] += 1; n += len(mine) if mine else 0",
        "node = Node(n); node.n += 1; n = node.n; node.n = 7",
        "mine = [(n, 1)]; heapq.heappush(mine, (1, 2)); mine += [(0, 0)]; n = min(mine)[0] + n",
        "mine = [k for k in range(9) if k]; n += sum(k for k in mine) + [*mine][0]",
        "n += sum(k * v for k, v in {1: 2, 3: 4}.items())",
        "for k, v in zip([1, 2], [3, 4]): n += k",
        "lock = threading.Lock(); lock.locked; n += 1",
    ],
)
def test_what_only_one_thread_touches_is_nothing_to_choose_at(small, private):
    plain, busy = (small.explore(PRIVATE.format(private=p)) for p in ("pass", private))
    assert plain.tally.exhausted and busy.tally.exhausted
    assert len(plain.values) == len(busy.values) == 3
    assert busy.tally.points == plain.tally.points
    assert busy.tally.by_strategy["exhaustive"] == plain.tally.by_strategy["exhaustive"]


@pytest.mark.parametrize("holder", ["box.items", "table['x']", "row[0]"])
@pytest.mark.parametrize("change", ["+= [1]", "*= 2"])
def test_a_list_changed_in_place_where_it_is_held_is_a_change_of_the_list(small, holder, change):
    found = small.explore(
        f"""
        import threading
        class Box: pass
        def main():
            items, box = [], Box()
            box.items, table, row = items, {{'x': items}}, [items]
            def by_holder(): {holder} {change}
            def by_itself(n): items.append(n)
            threads = [threading.Thread(target=by_holder)]
            threads += [threading.Thread(target=by_itself, args=(n,)) for n in (2, 3)]
            for t in threads: t.start()
            for t in threads: t.join()
            return tuple(items)
        """
    )
    assert found.tally.exhausted
    assert sorted(found.values) == sorted({in_order(o, change) for o in permutations("H23")})


def in_order(order: tuple[str, ...], change: str) -> tuple[int, ...]:
    """The list after the threads have run one after the other, "H" the one that has a holder."""
    items: list[int] = []
    for who in order:
        if who != "H":
            items.append(int(who))
        elif change == "*= 2":
            items *= 2
        else:
            items += [1]
    return tuple(items)
