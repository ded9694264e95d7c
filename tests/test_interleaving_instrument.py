"""Instrumented code means what plain code means, and keeps its lines."""

from __future__ import annotations

import gc
import sys
import weakref
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import pytest

from grader.interleaving import explore
from grader.interleaving.hooks import make_hooks
from grader.interleaving.instrument import instrument
from grader.interleaving.scheduler import Scheduler
from grader.interleaving.sites import Access, Site
from grader.interleaving.strategies.serial import Serial

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
    "copies_that_know_themselves": """
        import copy
        class Node:
            other = None
            def __deepcopy__(self, memo):
                memo[id(self)] = new = Node()
                new.other = copy.deepcopy(self.other, memo)
                return new
        a, b = Node(), Node(); a.other, b.other = b, a
        c = copy.deepcopy(a)
        result = (c.other.other is c, c is not a, copy.deepcopy([a, a])[0].other.other is not a)
    """,
    "iterators_are_made_at_once": """
        def said(call):
            try: return call()
            except Exception as error: return f"{type(error).__name__}: {error}"
        d = {1: 1}; keys = (k for k in d); d[2] = 2
        xs = [1, 2]; doubled = (2 * x for x in xs); xs.append(3)
        def gone():
            ys = [1]; lazy = (y for y in ys); ys = None
            return list(lazy)
        async def over(things):
            return [x async for x in things]
        result = (said(lambda: next(keys)), list(doubled), gone(), said(lambda: [x for x in 5]),
                  said(lambda: over([1]).send(None)))
    """,
    "mangled_names_everywhere": """
        __outer = 1
        class _Dot:
            __kept = [1, 2]; __also: int = 5
            def __init__(self, __argument=3):
                self.__x = __argument; self.__x += 1; self.__d = {}
                self.__d["k"] = self.__x; del self.__x
            def read(self):
                global __shared
                __shared = 4; __shared += 1
                __local = [i for i in self.__kept if i in self.__d or i]
                return __local, self.__d, __shared, self.__hidden(2), self._Dot__also
            def __hidden(self, __key): return __key
            class __Inner:
                def __init__(self): self.__y = 6
        d = _Dot()
        result = (d.read(), sorted(vars(d)), _Dot__shared, sorted(vars(_Dot._Dot__Inner())))
    """,
    "super_and_class_cells": """
        log = []
        class Base:
            def __init_subclass__(cls, /, **how): super().__init_subclass__(); log.append(how)
            def __set_name__(self, owner, name): log.append((owner.__name__, name))
            @classmethod
            def make(cls): return cls.__name__
            @property
            def p(self): return 1
        class Child(Base, tag=[1, 2][1]):
            part = Base()
            def who(self):
                inner = lambda: (__class__.__name__, super(Child, self).p)
                return inner(), super().p, [super(Child, self).make() for _ in "a"]
            @classmethod
            def make(cls): return super().make() + "!"
            @staticmethod
            def fixed(*, k=len([1])): return k
            @property
            def p(self): return super().p + 1
        result = (Child().who(), Child.make(), Child.fixed(), log)
    """,
    "names_in_class_bodies": """
        x = "global"; items = [1, 2]
        def f():
            x = "function"; y = "closed over"
            class A:
                x = x if False else "class"
                seen = [x for _ in items]
                z = y
                for items in ([7],): pass
                count = len(items)
                def m(self): return x
                del items
            return A
        def g():
            global x, w
            class B:
                global w
                w = x; w += "!"
                v = w
            return B.v, "w" in vars(B)
        A = f()
        result = (A.x, A.seen, A.z, A.count, A().m(), hasattr(A, "items"), g(), w)
    """,
    "comprehensions": """
        rows = [[1, 2], [3]]; x = "kept"
        flat = [x for row in rows for x in row if x not in [2]]
        total = 0
        running = [total := total + n for n in flat]
        def closures(): return [f() for f in [lambda: i for i in range(3)]]
        class C:
            k = [3]; both = [a for a in k]; lazy = list(a + b for a in k for b in (1,))
        def late():
            fs = [(lambda: (n, m)) for n in (1, 2) for m in [n * n]]
            return [f() for f in fs], "n" in locals()
        stores = {}
        [0 for stores["key"] in (1, 2)]
        nested = {k: {v for v in vs if v} for k, vs in {"a": [0, 1]}.items()}
        async def later():
            async def gen():
                for i in range(3): yield i
            return [i async for i in gen() if i], {i: [j async for j in gen()] async for i in gen()}
        try: later().send(None)
        except StopIteration as stop: drained = stop.value
        result = (flat, x, running, total, closures(), C.both, C.lazy, late(), stores, nested,
                  drained)
    """,
    "targets_are_evaluated_once_and_in_order": """
        log = []
        def t(name, value): log.append(name); return value
        class O:
            def __init__(self): self.n = 1; self.d = {"k": [1, 2, 3]}
        o = O()
        t("o", o).n += t("v", 2)
        t("d", o.d)[t("k", "k")][t("i", 0)] *= t("v", 5)
        t("d", o.d)["k"][t("low", 1):t("high", 3)] += t("v", [9])
        t("a", o).x = t("b", o).y = t("c", 3)
        (t("p", o).x, *t("q", o).rest), t("l", [0])[t("m", 0)] = t("all", ([1, 2, 3], 4))
        for t("for", o).x in t("it", [1, 2]): pass
        with __import__("contextlib").nullcontext(5) as t("with", o).w: pass
        del t("del", o).y, t("dd", o.d)["k"][t("s", 0)], (o.w)
        t("ann", o).z: t("never?", int) = t("value", 8)
        t("bare", o).nothing: int
        o.d["n"] = o.d.get(t("get", "n"), t("default", 0)) + 1
        class I(int):
            def __iadd__(self, other): log.append("iadd"); return I(self + other)
        class M:
            def __rmatmul__(self, other): return "matmul"
        o.i = I(1); o.i += 2; o.i @= t("m", M()); o.d["i"] = I(4); o.d["i"] += 1; o.d["i"] **= 2
        # A copy: what a reachable vars() holds is cleared by CPython 3.13.0 with its instance.
        result = (log, dict(vars(o)))
    """,
    "what_fails_fails_alike": """
        def said(call, *args):
            try: return call(*args)
            except Exception as error: return f"{type(error).__name__}: {error}"
        class P:
            __slots__ = ("a",)
            @property
            def fixed(self): return 1
            def __getattr__(self, name): raise AttributeError(f"no {name}")
        p, xs, said.p = P(), [1], (1, 2)
        def a(): p.fixed = 2
        def b(): p.b += 1
        def c(): said.p[0] = 3
        def d(): del {}["k"]
        def e(): del p.a
        def f(): [].append(1, 2)
        def g(): xs[1:2, 3]
        def h(): 1 in 2
        def i():
            local += 1
        def j():
            for k in None: pass
        def k(): len(5)
        def l(): getattr(p, 5)
        def m(): {1: 2}.pop(*[])
        def n():
            x = (1, [2])
            try: x[1] += [3]
            finally: said.x = x
        def o(): return [][0]
        def q(): None.x
        def r(): "a" < 1 in []
        result = [said(z) for z in (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, q, r)] + [said.x]
    """,
    "calls_with_stars": """
        def f(*args, **how): return args, how
        xs, d = [1], {"k": 2}
        xs.extend(*[[2, 3]]); xs.append(*(4,)); d.update(**{"z": 1}, y=2)
        d.update([("w", 0)], v=1)
        xs.sort(key=lambda x: -x, reverse=False); xs.insert(*[0], *[9])
        xs.sort(**{"reverse": True})
        first, *rest = xs; [*more, last] = (*xs, *d.values())
        s = "a"; s = s.join(["b", "c"]).replace("b", "x").split("a"); t = "abca".count("a")
        class Reg(dict):
            def pop(self, key, *default, **how): return key, default, how
        result = (f(*xs, 1, *[2], j=1, **d), xs, d, rest, more, last, s, t, Reg().pop(1, *[2], x=3),
                  {**d, "q": xs}, [*xs, *{1: 2}], max(*xs, *[100]))
    """,
    "comparisons_in_chains": """
        log = []
        def t(value): log.append(value); return value
        class Never:
            def __contains__(self, x): log.append("contains"); return False
            def __eq__(self, other): return type(other).__name__ == "Never"
        result = (t(1) < t(2) in t([2]) != t(3), t(1) in t([]) in t([False]), t(1) not in
                  t(Never()), t("b") in t("abc") > t(""), 1 in [1] == [1],
                  None is None in [True], log)
    """,
    "generators_of_every_kind": """
        shared = 0
        def producer():
            global shared
            try:
                while True:
                    got = yield shared
                    shared += got or 1
                    [0, 0][(yield "inside")] += (yield "right")
            except KeyError as error:
                yield f"caught {error}"
                return "done"
        def outer():
            back = yield from producer()
            yield back, (yield)
        g = outer()
        steps = [next(g), g.send(5), g.send(1), g.send(2), g.throw(KeyError("k"))]
        steps += [next(g), g.send(6)]
        def interleaved(d, k):
            d[k] += yield k
            d[k].append((yield "again"))
        d = {"a": [1], "b": [2]}
        p, q = interleaved(d, "a"), interleaved(d, "b")
        order = [next(p), next(q), p.send([3]), q.send([4])]
        for one in (p, q):
            try: one.send(5)
            except StopIteration: order.append("end")
        lazy = (y for x in [1, 2] for y in [x, x * shared])
        result = (steps, order, d, list(lazy), shared, list(g))
    """,
    "globals_and_nonlocals_at_each_level": """
        a = b = c = 1
        def one():
            a = 2; b = 2
            def two():
                nonlocal a
                global b
                a += 1; b = a * 10; b -= 1
                c = [a]
                def three():
                    nonlocal a, c
                    global d
                    d = a; del d; d = b
                    a, c[0] = a + 1, c
                    c = [*c[:0], a]
                    return (lambda: (a, b, c, d))()
                return three(), a, c
            class K:
                nonlocal b
                b = "from a class"
                def m(self):
                    nonlocal a
                    a = a + 1 if (a := a + 100) else 0
                    return a
            return two(), a, b, K().m(), a
        def gone():
            e = 1
            def drop():
                nonlocal e
                del e
            drop()
            try: return e
            except NameError as error: return str(error)
        def loops():
            n = 0
            def bump():
                nonlocal n
                for n in range(3): pass
                with __import__("contextlib").nullcontext(9) as n: pass
                try: 1 / 0
                except ZeroDivisionError as n: pass
                import sys as n
                def n(): return 5
                match [8]:
                    case [n]: pass
                return n
            return bump(), n
        result = (one(), a, b, d, gone(), loops())
    """,
    "exec_eval_and_namespaces": """
        def f(a):
            b = 2
            names = sorted(locals()), sorted(vars()), sorted(dir())
            c = eval("a + b"); exec("b = 5")
            own = {"v": [1]}
            exec("v.append(len(v)); w = getattr(v, 'pop')()", own)
            return names, c, b, own["v"], own["w"], eval("x", {"x": 3}), eval("q * 2", {}, {"q": 4})
        exec("made = 1\\ndef g(): return made")
        made += 1
        class L:
            a = 1; b = [a, *locals()]
        result = (f(1), g(), L.b[0],
                  sorted(n for n in vars(L) if not n.startswith("__")), "result" in globals(),
                  eval("len('abc')"), eval(compile("(made, 1)[0]", "<x>", "eval")))
    """,
    "strings_and_annotations": """
        width, d, name = 5, {"k": 1.5}, "n"
        class P:
            def __format__(self, spec): return f"<{spec}>"
            def __repr__(self): return "P()"
        class A:
            x: list[int]
            y: "d['missing']" = 3
            __z: int = 4
        def f(a: d["k"], *args: int, b: list[str] = [], **how: "later") -> d.get("k"):
            local: undefined[0] = 1
            return local
        result = (f"{d['k']:{width}.{1}f}|{P()!r:>{width}}|{P():{name}}|{name=}|{d['k'] = }|{{}}",
                  A.__annotations__, f.__annotations__, f(1), list(vars(A)).count("x"),
                  f"{[x for x in d]}{(lambda: d['k'])()}", "%(k)s" % d, "a" "b" f"{1}")
    """,
    "descriptors_and_containers_of_one_s_own": """
        log = []
        class D:
            def __set_name__(self, owner, name): self.name = name
            def __get__(self, o, kind=None):
                log.append("get")
                return o and o.__dict__.get(self.name, 0)
            def __set__(self, o, v): log.append("set"); o.__dict__[self.name] = v
            def __delete__(self, o): log.append("del"); del o.__dict__[self.name]
        class Box(list):
            d = D(); size = property(lambda self: len(self))
            def __getitem__(self, k): log.append(("item", k)); return super().__getitem__(k)
            def __setitem__(self, k, v): log.append(("store", k)); super().__setitem__(k, v)
            def __delitem__(self, k): log.append(("delete", k)); super().__delitem__(k)
            def __contains__(self, x): log.append("in"); return True
            def __iter__(self): log.append("iter"); return iter((7, 8))
            def __len__(self): log.append("len"); return super().__len__()
            def __class_getitem__(cls, k): return k
            def __getattr__(self, name): log.append(name); return 5
            def append(self, x, *more): log.append("append"); super().append(x)
        class Text(str):
            def count(self, x): return "own"
        b = Box([1, 2]); b.d += 2; b[0] += 1; b[0:1] = [3]; b[-1:], b.d = [4], 9; del b[0], b.d
        b.append(3, 4); b.virtual += 1
        result = (log, b.size, [x for x in b], 5 in b, list(b), Box[1, 2:3], Text("a").count("a"),
                  Text("ab")[0], b"ab"[0], bytearray(b"ab")[1:], memoryview(b"abc")[1:2].tolist())
    """,
    "classes_without_a_hash": """
        class Meta(type):
            def __eq__(self, other): return self is other
            def __iter__(self): return iter((1, 2))
            def __contains__(self, x): return x == 1
            def __getitem__(self, k): return k
        class A(metaclass=Meta):
            n = 1
            def __iter__(self): return iter((3,))
            def __getitem__(self, k): return self.n + k
            def append(self, x): self.n = x
        a = A(); a.n += 1; a.append(5); a.n = a[1]
        result = (a.n, [x for x in a], [x for x in A], 1 in A, 3 in a, A["k"], getattr(a, "n"))
    """,
    "matching_shared_names": """
        shared = 0
        class P:
            __match_args__ = ("x", "y")
            def __init__(self, x, y): self.x, self.y = x, y
            LIMIT = 3
        def f(v):
            global shared
            match v:
                case P.LIMIT: shared = "limit"
                case P(x=0, y=shared): pass
                case P(x, P(y, _) as inner) if x in [1, y] and (shared := inner.x): pass
                case [1, *shared]: pass
                case {"k": [*_, shared], **rest} if not rest: pass
                case str() | bytes() as shared: pass
                case (1.5 | -2 | None | True) as w: shared = w
                case _: return "none"
            return shared
        result = [f(v) for v in (3, P(0, 5), P(1, P(2, 3)), P(4, P(5, 6)), [1, 2, 3], (1,),
                                 {"k": [1, 2]}, {"k": [1], "z": 0}, "s", -2, None, True)]
    """,
    "async_code_of_every_kind": """
        import contextlib
        log = []; shared = 0
        class Pause:
            def __await__(self): return (yield "pause")
        @contextlib.asynccontextmanager
        async def opened(name):
            log.append(name)
            try: yield [name]
            finally: log.append(f"{name} closed")
        async def count(n):
            for i in range(n):
                yield i
                await Pause()
        async def work(o):
            global shared
            shared += await Pause()
            o["x"] += await Pause(); o["l"].append(await Pause())
            async with opened("a") as a, opened("b") as o["b"]:
                async for o["i"] in count(2):
                    if o["i"] in a: break
                else:
                    log.append("else")
            own = [await p for p in [Pause()]]
            return [x + (await Pause()) async for x in count(2) if x not in [9]], own
        def drive(coroutine, value=0):
            pauses = 0
            try:
                coroutine.send(None)
                while True:
                    pauses += 1; value += 1
                    coroutine.send(value)
            except StopIteration as stop:
                return stop.value, pauses
        o = {"x": 1, "l": []}
        result = (drive(work(o)), o, log, shared)
    """,
    "exceptions_and_their_context": """
        log = []
        class Locked:
            def __enter__(self): log.append("in"); return self
            def __exit__(self, kind, error, trace):
                log.append(kind and kind.__name__)
                return kind is KeyError
        def f(d):
            try:
                with Locked() as one, Locked() as d["two"]:
                    d["missing"]["deep"] += 1
                d.missing
            except* AttributeError as group:
                log.append([type(e).__name__ for e in group.exceptions])
            else:
                log.append("else")
            finally:
                log.append("finally")
            try:
                try: [].pop()
                except IndexError as error: {}[str(error)]
            except KeyError as error:
                return type(error.__context__).__name__, error.__suppress_context__
        def g():
            for x in [1, 2]:
                try: continue
                finally: log.append(x)
            while True:
                try: return [x][0]
                finally: log.append("out")
        result = (f({}), g(), log)
    """,
}

if sys.version_info >= (3, 12):
    SNIPPETS["type_parameters"] = """
        d = {"k": int}
        type Pair[T: (int, str)] = tuple[T, d["k"]]
        type Later = undefined.attribute
        class Box[T: d["k"]](dict[str, T]):
            type Inner = list[T]
            def put[U](self, key: U, value: T) -> U:
                self[key] = value; self.last: T = value
                return key
            kind = T
        def first[T: "undefined"](xs: list[T], *, default: T = d["k"]) -> T:
            return xs[0] if xs else default
        b = Box()
        result = (str(Pair), str(Pair.__value__), b.put("a", 1), b, b.last, first([]) is int,
                  first([3]), str(Box.__type_params__), str(Box.kind), Box[int]().put(1, 2),
                  str(Box.Inner.__value__), f"{d["k"]}", f"{"nested" + f"{1}"}")
    """


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_snippet_gives_the_same_result_instrumented(name: str, tmp_path: Path, monkeypatch):
    source = dedent(SNIPPETS[name])
    module = ModuleType("program")
    monkeypatch.setitem(sys.modules, "program", module)
    plain = vars(module)
    exec(compile(source, "program.py", "exec", dont_inherit=True), plain)
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


def test_the_docstring_and_what_comes_from_the_future_stay_first(tmp_path: Path):
    file = tmp_path / "program.py"
    file.write_text(
        '"""What it is."""\nfrom __future__ import annotations\nn = 0\n'
        'def f(x: nowhere):\n    """And this."""\n    global n\n    n += 1\n'
        'class A:\n    """Also this."""\n    n = n\n'
        "def main():\n    return __doc__, f.__doc__, A.__doc__, f.__annotations__\n"
    )
    (found,) = explore(f"{file}:main", schedules=2).values
    assert found == ("What it is.", "And this.", "Also this.", {"x": "nowhere"})


def test_a_printed_traceback_shows_the_program_s_own_frames_only(tmp_path: Path):
    file = tmp_path / "program.py"
    file.write_text(
        "import traceback\n"
        "class Own(list):\n"
        "    def __getitem__(self, key):\n        return [0][key]\n"
        "def f(d, *, own=Own()):\n    k = 'k'\n"
        "    for call in (lambda: d[k], lambda: d['k' + k], lambda: own[5], lambda: own[k:]):\n"
        "        try:\n            call()\n"
        "        except (LookupError, TypeError) as error:\n"
        "            yield [frame.name for frame in traceback.extract_tb(error.__traceback__)]\n"
        "def main():\n    return [*f({})]\n"
    )
    (found,) = explore(f"{file}:main", schedules=2).values
    here, inside = ["f", "<lambda>"], ["f", "<lambda>", "__getitem__"]
    assert found == [here, here, inside, inside]


def test_a_site_s_source_is_the_line_that_python_counts():
    sites: list[Site] = []
    instrument("a = 'x\x0cy'\n\x0c\nb = '\u2028'; o.n = 1\n", "program.py", sites)
    assert [(site.line, site.source) for site in sites] == [(3, "b = '\u2028'; o.n = 1")]


def test_what_cannot_be_written_out_again_is_instrumented_all_the_same():
    sites: list[Site] = []
    with_a_line_break = "f\"\"\"{o['''\n'''].x}\"\"\"\n"
    instrument(with_a_line_break, "program.py", sites)
    assert [site.name for site in sites] == ["", "", "x"]


def test_the_classes_of_a_schedule_are_let_go_after_it():
    scheduler = Scheduler()
    sites = [Site(0, "program.py", 1, 0, "a.x", Access.READ, "a.x", "x")]
    hooks = make_hooks(scheduler, sites)
    classes = []

    def main() -> None:
        class A:
            x = 1

        classes.append(weakref.ref(A))
        hooks["__attribute__"](A(), 0)

    scheduler.run(main, Serial())
    hooks["__forget_ids__"]()
    scheduler.run(lambda: None, Serial())
    gc.collect()
    assert [reference() for reference in classes] == [None]
