"""Puts a hook before every access to something that threads may share.

The meaning stays: every sub-expression is evaluated exactly once and in the same order, and every
node keeps its line. Shapes (hooks in `hooks.py`):

    obj.attr                    __attribute__(obj, site).attr             also as target and in del
    obj.attr op= value          __attribute_update__(obj, r).attr op= __attribute_store__(value, w)
    obj[key]                    __operand__(obj, site)[__item_key__(key, site)]   also as target
    obj[1], obj[local]          __element__(obj, 1, site)[1]       where evaluating twice is nothing
    obj[key] op= value          __operand__(obj, r)[__item_update__(key, r)] op= ... (value, w)
    obj.append(value)           __operand__(obj, site).append(__last_argument__(value, site))
    obj.pop()                   __container__(obj, site).pop()
    x in obj                    x in __container__(obj, site)
    if obj: ...                 if __container__(obj, site): ...        also not, and, or, while
    sum(obj)                    sum(__container__(obj, site))           also ==, +, *obj, f"{obj}"
    for x in obj: ...           for x in __iterate__(obj, site): __loop__(site); ...
    shared                      __name_read__(site) and shared
    shared = value              shared = __name_store__(value, site)
    shared op= value            __name_read__(r); shared op= __name_store__(value, w)
    name op= value              name op= __name_update__(value, name, w)    also of a shared name

`shared` is a name that two threads can rebind: a global that some function declares `global` and
stores, or a variable that an inner function declares `nonlocal`. Annotations and the patterns of
`match` are left alone: nothing may be called there.
"""

from __future__ import annotations

import ast
from types import CodeType
from typing import Any

from grader.interleaving.rewriter import Rewriter
from grader.interleaving.scopes import Names
from grader.interleaving.sites import Access, Site
from grader.interleaving.vocabulary import METHODS, READING_METHODS, TAKERS, WRITING_TAKERS

_Plain = ast.Name | ast.Attribute | ast.Subscript
_Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


def instrument(source: str, filename: str, sites: list[Site]) -> CodeType:
    """Compile `source` with hooks; their sites are appended to `sites`.

    Raises SyntaxError as `compile` does. `filename` is what tracebacks and sites will say.
    """
    tree = ast.parse(source, filename)
    _Instrumenter(source, filename, sites, Names(tree)).visit(tree)
    return compile(ast.fix_missing_locations(tree), filename, "exec", dont_inherit=True)


class _Instrumenter(Rewriter):
    # -- comprehensions ---------------------------------------------------------------------------

    def _comprehension(self, node: Any) -> Any:
        scope = ast.Lambda(ast.arguments([], [], None, [], [], None, []), ast.Constant(None))
        self.names.bound[scope] = {
            n.id
            for generator in node.generators
            for n in ast.walk(generator.target)
            if isinstance(n, ast.Name)
        }
        first = node.generators[0]
        first.iter = self._drawn_from(first)
        self.scopes.append(scope)
        for generator in node.generators:
            if generator is not first:
                generator.iter = self._drawn_from(generator)
            generator.target = self.visit(generator.target)
            generator.ifs = [self._condition(test) for test in generator.ifs]
        for part in ("elt", "key", "value"):
            if hasattr(node, part):
                setattr(node, part, self.visit(getattr(node, part)))
        self.scopes.pop()
        return node

    def _drawn_from(self, generator: ast.comprehension) -> Any:
        return self.visit(generator.iter) if generator.is_async else self._iterated(generator.iter)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension

    # -- left alone ------------------------------------------------------------------------------

    def visit_AnnAssign(self, node: ast.AnnAssign) -> Any:
        node.target = self.visit(node.target)
        if node.value is not None:
            node.value = self._stored(self.visit(node.value), [node.target], node)
        return node

    def visit_Match(self, node: ast.Match) -> Any:
        node.subject = self._whole(node.subject)
        node.cases = [self.visit(case) for case in node.cases]
        return node

    def visit_match_case(self, node: ast.match_case) -> Any:
        node.guard = node.guard and self.visit(node.guard)
        node.body = self.block(node.body)
        return node

    def _untouched(self, node: ast.AST) -> ast.AST:
        return node

    visit_TypeAlias = _untouched

    # -- names -----------------------------------------------------------------------------------

    def visit_Name(self, node: ast.Name) -> Any:
        known = self.shared(node.id) if isinstance(node.ctx, ast.Load) else None
        if known is None:
            return node
        point = self.call("name_read", node, self.site(node, Access.READ, node.id, known))
        return ast.copy_location(ast.BoolOp(ast.And(), [point, node]), node)

    def _stored(self, value: Any, targets: list[Any], at: Any) -> Any:
        """`value`, with a point before each shared name of `targets` is bound to it."""
        for target in targets:
            for node in ast.walk(target):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    known = self.shared(node.id)
                    if known is not None:
                        site = self.site(at, Access.WRITE, node.id, known)
                        value = self.call("name_store", value, value, site)
        return value

    def visit_Assign(self, node: ast.Assign) -> Any:
        unpacked = any(isinstance(target, ast.Tuple | ast.List) for target in node.targets)
        value = self._whole(node.value) if unpacked else self.visit(node.value)
        node.value = self._stored(value, node.targets, node)
        node.targets = [self.visit(target) for target in node.targets]
        return node

    def visit_NamedExpr(self, node: ast.NamedExpr) -> Any:
        node.value = self._stored(self.visit(node.value), [node.target], node)
        return node

    def visit_Delete(self, node: ast.Delete) -> Any:
        points = []
        for target in node.targets:
            if isinstance(target, ast.Name) and (known := self.shared(target.id)):
                site = self.site(node, Access.WRITE, target.id, known)
                points.append(ast.copy_location(ast.Expr(self.call("name_read", node, site)), node))
        node.targets = [self.visit(target) for target in node.targets]
        return [*points, node]

    def visit_AugAssign(self, node: ast.AugAssign) -> Any:
        target = node.target
        value = self._whole(node.value)
        text = self.text(target)
        if isinstance(target, ast.Name):
            known = self.shared(target.id)
            if not isinstance(node.value, ast.Constant):
                site = self.site(node, Access.WRITE, text)
                loaded = ast.copy_location(ast.Name(target.id, ast.Load()), target)
                value = self.call("name_update", value, value, loaded, site)
            if known is None:
                node.value = value
                return node
            read = self.site(node, Access.READ, text, known)
            write = self.site(node, Access.WRITE, text, known)
            node.value = self.call("name_store", value, value, write)
            point = ast.copy_location(ast.Expr(self.call("name_read", node, read)), node)
            return [point, node]
        name = self.mangled(target.attr) if isinstance(target, ast.Attribute) else ""
        inner = self.visit(target.value)
        key = self._key(target.slice) if isinstance(target, ast.Subscript) else None
        # The hooks count on the write's site following the read's.
        read = self.site(node, Access.READ, text, name)
        write = self.site(node, Access.WRITE, text, name)
        if isinstance(target, ast.Attribute):
            target.value = self.call("attribute_update", target, inner, read)
            # A number changes no container in place, unless by repeating a list.
            repeats = isinstance(node.op, ast.Mult)
            hook = "attribute_repeat" if repeats else "attribute_store"
            node.value = self.call(hook, value, value, write)
        else:
            target.value = self.call("operand", target, inner, read)
            target.slice = self.call("item_update", target, key, read)
            node.value = self.call("item_store", value, value, write)
        return node

    # -- attributes and elements -----------------------------------------------------------------

    def visit_Attribute(self, node: ast.Attribute) -> Any:
        access = Access.READ if isinstance(node.ctx, ast.Load) else Access.WRITE
        if node.attr.startswith("__") and node.attr.endswith("__"):
            node.value = self.visit(node.value)
            return node
        text = self.text(node)
        inner = self.visit(node.value)
        site = self.site(node, access, text, self.mangled(node.attr))
        node.value = self.call("attribute", node.value, inner, site)
        return node

    def _key(self, key: Any) -> Any:
        """The key of a subscript as an ordinary expression."""
        if isinstance(key, ast.Slice):
            parts = [
                ast.Constant(None) if part is None else self.visit(part)
                for part in (key.lower, key.upper, key.step)
            ]
            return self.call("slice", key, *parts)
        if isinstance(key, ast.Tuple):
            key.elts = [self._key(element) for element in key.elts]
            return key
        return self.visit(key)

    def visit_Subscript(self, node: ast.Subscript) -> Any:
        text = self.text(node)
        inner = self.visit(node.value)
        key = self._key(node.slice)
        access = Access.READ if isinstance(node.ctx, ast.Load) else Access.WRITE
        site = self.site(node, access, text)
        if self._is_steady(key):
            node.value = self.call("element", node, inner, key, site)
            return node
        node.value = self.call("operand", node, inner, site)
        node.slice = self.call("item_key", node, key, site)
        return node

    def _is_steady(self, key: ast.AST) -> bool:
        """Whether a key may be evaluated twice: a constant, or a variable that only we can bind."""
        if isinstance(key, ast.Name):
            own = self.names.bound.get(self.scopes[-1], ()) if self.scopes else ()
            return key.id in own
        return isinstance(key, ast.Constant)

    def visit_Call(self, node: ast.Call) -> Any:
        function = node.func
        if not (isinstance(function, ast.Attribute) and function.attr in METHODS):
            node.func = self.visit(function)
            self._taken(node, function)
            return node
        access = Access.READ if function.attr in READING_METHODS else Access.WRITE
        text, method = self.text(function.value), self.text(function)
        receiver = self.visit(function.value)
        self._taken(node, function)
        named = self.site(function, Access.READ, method, function.attr)
        receiver = self.call("attribute", function.value, receiver, named)
        site = self.site(node, access, text)
        if not node.args and not node.keywords:
            function.value = self.call("container", function.value, receiver, site)
            return node
        function.value = self.call("operand", function.value, receiver, site)
        if node.keywords:
            last: Any = node.keywords[-1]
            last.value = self.call("last_argument", last.value, last.value, site)
        elif isinstance(node.args[-1], ast.Starred):
            last = node.args[-1]
            last.value = self.call("last_argument", last.value, last.value, site)
        else:
            node.args[-1] = self.call("last_argument", node.args[-1], node.args[-1], site)
        return node

    def _taken(self, node: ast.Call, function: Any) -> None:
        """Visit the arguments; what is handed to a function that looks into it is touched."""
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        access = Access.WRITE if name in WRITING_TAKERS else Access.READ
        looks = name in TAKERS or name in METHODS
        starred = any(isinstance(argument, ast.Starred) for argument in node.args)
        if access is Access.WRITE and len(node.args) > 1 and not starred:
            # Its first argument is changed only once the others have been evaluated.
            site = self.site(node.args[0], access, self.text(node.args[0]))
            first, *between, last = map(self.visit, node.args)
            first = self.call("operand", first, first, site)
            node.args = [first, *between, self.call("last_argument", last, last, site)]
        else:
            node.args = [self._whole(a, access) if looks else self.visit(a) for a in node.args]
        for keyword in node.keywords:
            keyword.value = self._unpacked(keyword.value, keyword.arg)

    def _unpacked(self, node: Any, name: Any) -> Any:
        """A value in a dict or among the arguments of a call: `**node` if it has no name."""
        return self._whole(node) if name is None else self.visit(node)

    def visit_Dict(self, node: ast.Dict) -> Any:
        pairs = list(zip(node.keys, node.values, strict=True))
        node.keys = [key and self.visit(key) for key, _ in pairs]
        node.values = [self._unpacked(value, key) for key, value in pairs]
        return node

    def visit_YieldFrom(self, node: ast.YieldFrom) -> Any:
        node.value = self._iterated(node.value)
        return node

    def _whole(self, node: Any, access: Access = Access.READ) -> Any:
        """An expression whose value, if it is a container, is looked at as a whole."""
        if isinstance(node, ast.Starred):
            return self.visit(node)
        if not isinstance(node, _Plain):
            return self.visit(node)
        site = self.site(node, access, self.text(node))
        return self.call("container", node, self.visit(node), site)

    def visit_Starred(self, node: ast.Starred) -> Any:
        in_load = isinstance(node.ctx, ast.Load)
        node.value = self._whole(node.value) if in_load else self.visit(node.value)
        return node

    def visit_FormattedValue(self, node: ast.FormattedValue) -> Any:
        node.value = self._whole(node.value)
        node.format_spec = node.format_spec and self.visit(node.format_spec)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> Any:
        node.left = self._whole(node.left)
        node.right = self._whole(node.right)
        return node

    def visit_Compare(self, node: ast.Compare) -> Any:
        by_identity, inside = ast.Is | ast.IsNot, ast.In | ast.NotIn
        apart = isinstance(node.ops[0], by_identity | inside)
        node.left = self.visit(node.left) if apart else self._whole(node.left)
        for i, operator in enumerate(node.ops):
            compared = node.comparators[i]
            if isinstance(operator, inside):
                site = self.site(node, Access.READ, self.text(compared))
                node.comparators[i] = self.call("container", compared, self.visit(compared), site)
            else:
                apart = isinstance(operator, by_identity)
                node.comparators[i] = self.visit(compared) if apart else self._whole(compared)
        return node

    # -- conditions ------------------------------------------------------------------------------

    def visit_BoolOp(self, node: ast.BoolOp) -> Any:
        node.values = [*map(self._whole, node.values[:-1]), self.visit(node.values[-1])]
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> Any:
        is_not = isinstance(node.op, ast.Not)
        node.operand = self._condition(node.operand) if is_not else self.visit(node.operand)
        return node

    def _condition(self, node: Any) -> Any:
        """An expression that is asked whether it is true: a container, whether it is empty."""
        if isinstance(node, ast.BoolOp):
            node.values = [self._condition(value) for value in node.values]
            return node
        return self._whole(node)

    def visit_IfExp(self, node: ast.IfExp) -> Any:
        node.test = self._condition(node.test)
        node.body, node.orelse = self.visit(node.body), self.visit(node.orelse)
        return node

    def visit_Assert(self, node: ast.Assert) -> Any:
        node.test = self._condition(node.test)
        node.msg = node.msg and self.visit(node.msg)
        return node

    def visit_If(self, node: ast.If) -> Any:
        node.test = self._condition(node.test)
        node.body, node.orelse = self.block(node.body), self.block(node.orelse)
        return node

    # -- loops -----------------------------------------------------------------------------------

    def _iterated(self, iterable: Any) -> Any:
        site = self.site(iterable, Access.READ, self.text(iterable))
        return self.call("iterate", iterable, self.visit(iterable), site)

    def _looped(self, node: Any) -> None:
        site = self.site(node, Access.LOOP, "")
        point = ast.copy_location(ast.Expr(self.call("loop", node, site)), node)
        node.body = [point, *self.block(node.body)]
        node.orelse = self.block(node.orelse)

    def visit_For(self, node: ast.For) -> Any:
        node.iter = self._iterated(node.iter)
        node.target = self.visit(node.target)
        self._looped(node)
        return node

    def visit_While(self, node: ast.While) -> Any:
        node.test = self._condition(node.test)
        self._looped(node)
        return node

    def visit_AsyncFor(self, node: ast.AsyncFor) -> Any:
        node.iter = self.visit(node.iter)
        node.target = self.visit(node.target)
        self._looped(node)
        return node
