"""Which names of a module several threads could rebind."""

from __future__ import annotations

import ast
from typing import Any

_Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


class Names(ast.NodeVisitor):
    """Which names several threads could rebind: `globals` and, a function each, `cells`."""

    def __init__(self, tree: ast.Module) -> None:
        self.globals: set[str] = set()
        self.bound: dict[ast.AST, set[str]] = {}
        self.cells: dict[ast.AST, set[str]] = {}
        self._stack: list[ast.AST] = []
        self._nonlocals: list[tuple[list[ast.AST], set[str]]] = []
        self.visit(tree)
        for functions, names in self._nonlocals:
            for name in names:
                owner = self._owner(functions, name)
                if owner is not None:
                    self.cells.setdefault(owner, set()).add(name)

    def _scope(self, node: _Function) -> None:
        declared_global: set[str] = set()
        declared_nonlocal: set[str] = set()
        body = node.body if isinstance(node.body, list) else [node.body]
        bound = {a.arg for a in _arguments(node.args)}
        for inner in _own_nodes(body):
            match inner:
                case ast.Global(names=names):
                    declared_global.update(names)
                case ast.Nonlocal(names=names):
                    declared_nonlocal.update(names)
                case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                    bound.add(name)
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                    bound.add(name)
                case ast.ClassDef(name=name):
                    bound.add(name)
                case ast.ExceptHandler(name=str(name)):
                    bound.add(name)
                case ast.alias(name=name, asname=asname):
                    bound.add(asname or name.split(".")[0])
                case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                    bound.add(name)
        self.globals |= declared_global & bound
        if declared_nonlocal:
            self._nonlocals.append(([*self._stack, node], declared_nonlocal))
        self.bound[node] = bound - declared_global - declared_nonlocal
        self._stack.append(node)
        self.generic_visit(node)
        self._stack.pop()

    visit_FunctionDef = visit_AsyncFunctionDef = visit_Lambda = _scope

    def _owner(self, stack: list[ast.AST], name: str) -> ast.AST | None:
        return next((f for f in reversed(stack[:-1]) if name in self.bound[f]), None)

    def resolve(self, stack: list[ast.AST], name: str) -> str | None:
        """How `name` is known to the hooks when used inside `stack`, None when it is not shared."""
        for depth in range(len(stack) - 1, -1, -1):
            scope = stack[depth]
            if isinstance(scope, ast.ClassDef):
                continue
            if name in self.bound.get(scope, ()):
                if name in self.cells.get(scope, ()):
                    return f"{getattr(scope, 'name', 'lambda')}.{name}"
                return None
        return name if name in self.globals else None


def _arguments(arguments: ast.arguments) -> list[ast.arg]:
    found = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return found + [a for a in (arguments.vararg, arguments.kwarg) if a is not None]


def _own_nodes(body: list[Any]) -> list[ast.AST]:
    """The nodes of a function's own scope: not those of functions and classes inside it."""
    found: list[ast.AST] = []
    pending = list(body)
    while pending:
        node = pending.pop()
        found.append(node)
        if not isinstance(node, _Function | ast.ClassDef):
            pending.extend(ast.iter_child_nodes(node))
    return found
