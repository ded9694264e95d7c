"""Instrumented code means what plain code means, and keeps its lines."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import pytest

from grader.interleaving import explore
from grader.interleaving.instrument import instrument
from grader.interleaving.sites import Access, Site

SNIPPETS = {
    "attributes": """
        class A:
            total = 0
            def __init__(self):
                self.x = 1
                self.__secret = 2
            @property
            def y(self):
                return self.x + self.__secret
        a = A(); a.x += 5; a.z = a.y; A.total += 3; del a.x
        result = (a.z, A.total, sorted(vars(a)), hasattr(a, "x"))
    """,
    "slots_and_super": """
        class B:
            __slots__ = ("v",)
            def get(self): return self.v
        class C(B):
            __slots__ = ()
            def __init__(self): self.v = 4
            def get(self): return super().get() * 10
        result = C().get()
    """,
    "subscripts": """
        log = []
        def t(x):
            log.append(x); return x
        d = {"a": [1, 2, 3]}
        d[t("a")][t(1)] += t(10)
        d["b"] = d["a"][::2]; d["a"][0:1] = [7, 8]; del d["a"][-1]
        m = {}; m[1, 2] = 3
        result = (d, m[(1, 2)], log, "a" in d, 9 not in d["a"])
    """,
    "order_of_evaluation": """
        log = []
        def t(x, value=None):
            log.append(x); return value
        class O: pass
        o = O(); o.n = 1
        t("f", [0, 1])[t("k", 0)] = t("v", 5)
        t("obj", o).n += t("add", 2)
        t("list", []).append(t("arg", 1), *t("star", []))
        result = (log, o.n)
    """,
    "globals_and_nonlocals": """
        n = 0
        def bump():
            global n
            n += 1; n = n * 2
            return n
        def counter():
            c = 0
            def inc(by=1):
                nonlocal c
                c += by
                return c
            return inc
        i = counter(); i(); i(4)
        [bump() for _ in range(3)]
        (lambda: bump())()
        if (m := n) > 3: n -= 1
        result = (n, m, i(0))
    """,
    "unbound_names_still_fail": """
        def f():
            global gone
            gone = 1
            del gone
            try:
                return gone
            except NameError as error:
                return str(error)
        result = f()
    """,
    "loops_and_comprehensions": """
        xs = [3, 1, 2]; seen = []
        for i, x in enumerate(sorted(xs)):
            if x == 3: continue
            seen.append((i, x))
        else:
            seen.append("else")
        while xs:
            xs.pop()
            if len(xs) == 1: break
        d = {k: v for k, v in zip("ab", range(2))}
        for k in list(d): d[k] += 1
        flat = [a for b in [[1], [2]] for a in b]
        result = (seen, xs, d, {x for x in xs}, sum(y for y in seen[0]), flat)
    """,
    "generators_and_exceptions": """
        def gen():
            received = yield 1
            try:
                yield received
            finally:
                events.append("closed")
        events = []
        g = gen(); next(g); events.append(g.send("hello")); g.close()
        try:
            {}["missing"]
        except KeyError as error:
            events.append(repr(error))
        try:
            [].pop()
        except IndexError as error:
            events.append(str(error))
        result = events
    """,
    "match_with_and_walrus": """
        import contextlib, enum
        class E(enum.Enum):
            A = 1
        class P:
            __match_args__ = ("x",)
            def __init__(self, x): self.x = x
        def kind(v):
            match v:
                case E.A: return "enum"
                case P(x) if x > 2: return f"big {x}"
                case {"k": [first, *rest]}: return first, rest
                case _: return "other"
        with contextlib.suppress(ZeroDivisionError) as s:
            1 / 0
        result = [kind(v) for v in (E.A, P(3), P(1), {"k": [1, 2]}, None)]
    """,
    "decorators_defaults_annotations": """
        import dataclasses, functools
        @dataclasses.dataclass(order=True)
        class D:
            x: list = dataclasses.field(default_factory=list)
            y: int = 2
        @functools.lru_cache
        def f(a: "undefined[name]" = D().y, *, b: int = 3) -> "nothing.here":
            c: "also.not.evaluated" = a * b
            return c
        result = (f(), f(4), D([1]) < D([2]), f.cache_info().misses)
    """,
    "async_code": """
        async def one(): return 1
        class Ctx:
            async def __aenter__(self): return 5
            async def __aexit__(self, *e): return False
        class It:
            def __init__(self): self.n = 0
            def __aiter__(self): return self
            async def __anext__(self):
                self.n += 1
                if self.n > 3: raise StopAsyncIteration
                return self.n
        async def main():
            async with Ctx() as c:
                return [x async for x in It()], c + await one()
        def drive(coroutine):
            try:
                coroutine.send(None)
            except StopIteration as stop:
                return stop.value
        result = drive(main())
    """,
    "class_bodies_and_mangling": """
        counter = 0
        def tick():
            global counter
            counter += 1
            return counter
        class K:
            first = tick()
            names = [tick() for _ in range(2)]
            __hidden = {"a": 1}
            def hidden(self):
                self.__hidden["a"] += 1
                return self.__hidden["a"]
        found = sorted(n for n in vars(K) if "hidden" in n)
        result = (K.first, K.names, K().hidden(), counter, found)
    """,
    "containers": """
        from collections import Counter, defaultdict, deque
        q = deque([1, 2], maxlen=3); q.appendleft(0); q.extend([3, 4]); q.rotate(1)
        c = Counter("abca"); c.update("zz"); c["a"] += 2
        d = defaultdict(list); d["x"].append(1); d.setdefault("y", []).extend([2])
        s = {1}; s.add(2); s.discard(1); s |= {9}
        xs = [3, 1]; xs.sort(reverse=True); xs.insert(0, 7); xs.remove(1)
        class MyList(list):
            def append(self, x): super().append(x * 2)
        mine = MyList(); mine.append(4)
        result = (list(q), c.most_common(1), dict(d), s, xs, mine, d.get("nope"), xs.index(3))
    """,
    "builtins_as_attributes": """
        import copy, pickle
        class A:
            size = len
            read = getattr
            number = id
        a = A(); a.x = 7
        same = [copy.copy(len) is len, copy.deepcopy({"f": getattr})["f"] is getattr]
        same += [pickle.loads(pickle.dumps(len))([1]), pickle.loads(pickle.dumps(setattr)).__name__]
        result = (a.size([1, 2]), a.read(a, "x"), a.number(a) == id(a), same, len.__name__,
                  repr(len), len.__module__, [*map(len, ("ab", []))], hasattr(A, "size"))
    """,
}


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_snippet_gives_the_same_result_instrumented(name: str, tmp_path: Path, monkeypatch):
    source = dedent(SNIPPETS[name])
    module = ModuleType("program")
    monkeypatch.setitem(sys.modules, "program", module)
    plain = vars(module)
    exec(compile(source, "program.py", "exec"), plain)
    file = tmp_path / "program.py"
    file.write_text(source + "\ndef main(): return result\n")
    found = explore(f"{file}:main", schedules=2)
    assert [outcome.failures for outcome in found.outcomes] == [()]
    assert found.values == [plain["result"]]


def test_a_traceback_keeps_the_program_s_own_lines(tmp_path: Path):
    file = tmp_path / "program.py"
    file.write_text("def f(d):\n    return (d\n        ['missing'])\ndef main():\n    f({})\n")
    (outcome,) = explore(f"{file}:main", schedules=2).outcomes
    lines = [(frame[1], frame[2]) for frame in outcome.failures[0].traceback]
    assert lines[0] == (5, "main")
    assert lines[1][1] == "f" and lines[1][0] in (2, 3)


def test_the_program_sees_no_hook_among_its_names(tmp_path: Path):
    file = tmp_path / "program.py"
    file.write_text("import sys\nx = [1]\nx[0] += 1\ndef main():\n    return sorted(globals())\n")
    (names,) = explore(f"{file}:main", schedules=2).values
    assert [n for n in names if not n.startswith("__")] == ["main", "sys", "x"]
    assert {n for n in names if n.startswith("__")} == {
        "__builtins__", "__cached__", "__doc__", "__file__", "__loader__", "__name__",
        "__package__", "__spec__",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("self.x += 1", [("read", "self.x", "x"), ("write", "self.x", "x")]),
        ("a = self.x", [("read", "self.x", "x")]),
        ("d[k] = 1", [("write", "d[k]", "")]),
        ("items.append(1)", [("read", "items.append", "append"), ("write", "items", "")]),
        ("x in items", [("read", "items", "")]),
        ("len(s)", []),
    ],
)
def test_a_site_says_what_is_touched(source, expected):
    sites: list[Site] = []
    instrument(source, "program.py", sites)
    assert [(s.access, s.target, s.name) for s in sites] == expected
    assert all(site.source == source and site.line == 1 for site in sites)


def test_only_names_that_a_function_rebinds_are_points():
    sites: list[Site] = []
    source = "a = b = 0\ndef f():\n    global a\n    a = b\ndef g(a):\n    return a\n"
    instrument(source, "program.py", sites)
    assert [(s.line, s.access, s.name) for s in sites] == [
        (1, Access.WRITE, "a"),
        (4, Access.WRITE, "a"),
    ]
