"""Walks a syntax tree knowing in which scope it is, and makes calls of hooks with their sites."""

from __future__ import annotations

import ast
from typing import Any

from grader.interleaving.scopes import Names
from grader.interleaving.sites import Access, Site


class Rewriter(ast.NodeTransformer):
    """What to put a hook before is for the subclass to say."""

    def __init__(self, source: str, filename: str, sites: list[Site], names: Names) -> None:
        self.lines = source.split("\n")
        self.source = source
        self.filename = filename
        self.sites = sites
        self.names = names
        self.scopes: list[ast.AST] = []
        self.class_names: list[str] = []

    # -- helpers -------------------------------------------------------------------------------

    def site(self, node: Any, access: Access, target: str, name: str = "") -> int:
        line = node.lineno
        text = self.lines[line - 1].strip() if line <= len(self.lines) else ""
        site = Site(
            len(self.sites), self.filename, line, node.col_offset, text, access, target, name
        )
        self.sites.append(site)
        return site.index

    def call(self, hook: str, at: ast.AST, *arguments: Any) -> ast.Call:
        values = [ast.Constant(a) if isinstance(a, int) else a for a in arguments]
        call = ast.Call(ast.Name(f"__{hook}__", ast.Load()), values, [])
        for node in (call, call.func, *(v for v in values if isinstance(v, ast.Constant))):
            if not hasattr(node, "lineno"):
                ast.copy_location(node, at)
        return call

    def text(self, node: ast.AST) -> str:
        try:
            return ast.unparse(node)
        except (ValueError, RecursionError):
            # Some f-strings of Python 3.11, and what is nested too deep.
            return ""

    def mangled(self, attr: str) -> str:
        if self.class_names and attr.startswith("__") and not attr.endswith("__"):
            return f"_{self.class_names[-1].lstrip('_')}{attr}"
        return attr

    def shared(self, name: str) -> str | None:
        return self.names.resolve(self.scopes, name)

    # -- scopes ----------------------------------------------------------------------------------

    def _function(self, node: Any) -> Any:
        """Decorators and defaults belong to the outer scope, annotations are left alone."""
        if not isinstance(node, ast.Lambda):
            node.decorator_list = [self.visit(d) for d in node.decorator_list]
        node.args.defaults = [self.visit(d) for d in node.args.defaults]
        node.args.kw_defaults = [d and self.visit(d) for d in node.args.kw_defaults]
        self.scopes.append(node)
        if isinstance(node, ast.Lambda):
            node.body = self.visit(node.body)
        else:
            node.body = self.block(node.body)
        self.scopes.pop()
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = visit_Lambda = _function

    def visit_ClassDef(self, node: ast.ClassDef) -> Any:
        node.decorator_list = [self.visit(d) for d in node.decorator_list]
        node.bases = [self.visit(b) for b in node.bases]
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value)
        self.scopes.append(node)
        self.class_names.append(node.name)
        node.body = self.block(node.body)
        self.class_names.pop()
        self.scopes.pop()
        return node

    def block(self, statements: list[ast.stmt]) -> list[ast.stmt]:
        result: list[ast.stmt] = []
        for statement in statements:
            visited = self.visit(statement)
            result.extend(visited if isinstance(visited, list) else [visited])
        return result
