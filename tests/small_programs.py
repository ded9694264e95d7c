"""Small programs over variables, locks and a condition, and all that they can come to.

A program is made of operations; `source` writes it as Python for the engine, `outcomes` finds what
it can come to by going through every state of a model of its own, one access at a time. The model
knows nothing of the engine: where the two agree, the reduction has lost nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import indent

VARIABLES = ("a", "b")
LOCKS = ("first", "second")

Operation = tuple[object, ...]
Body = tuple[Operation, ...]
Instruction = tuple[object, ...]


@dataclass(frozen=True)
class Program:
    """One body a thread; the main thread joins the first `joined` of them and then looks."""

    bodies: tuple[Body, ...]
    joined: int


def source(program: Program) -> str:
    """The program as a module with a `main`."""
    lines = [
        "import threading",
        "class Shared:",
        "    def __init__(self):",
        "        self.a = self.b = 0",
        "        self.items = []",
        "        self.first, self.second = threading.Lock(), threading.Lock()",
        "        self.ready = threading.Condition(threading.Lock())",
    ]
    for number, body in enumerate(program.bodies):
        lines.append(f"def body_{number}(shared):")
        lines.append(indent(_python(body) or "pass", "    "))
    count = len(program.bodies)
    lines += [
        "def main():",
        "    shared = Shared()",
        f"    bodies = [{', '.join(f'body_{n}' for n in range(count))}]",
        "    threads = [threading.Thread(target=body, args=(shared,)) for body in bodies]",
        "    for thread in threads: thread.start()",
        f"    for thread in threads[:{program.joined}]: thread.join()",
        "    return shared.a, shared.b, list(shared.items)",
    ]
    return "\n".join(lines)


def _python(body: Body) -> str:
    return "\n".join(line for operation in body for line in _lines(operation))


def _lines(operation: Operation) -> Iterator[str]:
    match operation:
        case ("write", variable, value):
            yield f"shared.{variable} = {value}"
        case ("add", variable, value):
            yield f"shared.{variable} += {value}"
        case ("copy", to, origin):
            yield f"shared.{to} = shared.{origin}"
        case ("append", value):
            yield f"shared.items.append({value})"
        case ("with", lock, body):
            yield f"with shared.{lock}:"
            yield indent(_python(body) or "pass", "    ")
        case ("try", lock, body):
            yield f"if shared.{lock}.acquire(False):"
            yield indent(_python(body) or "pass", "    ")
            yield f"    shared.{lock}.release()"
        case ("if", variable, value, body):
            yield f"if shared.{variable} == {value}:"
            yield indent(_python(body) or "pass", "    ")
        case ("wait", variable):
            yield "with shared.ready:"
            yield f"    if shared.{variable} == 0:"
            yield "        shared.ready.wait()"
        case ("notify", variable, value, everybody):
            yield "with shared.ready:"
            yield f"    shared.{variable} = {value}"
            yield f"    shared.ready.notify{'_all' if everybody else ''}()"


def compiled(body: Body) -> tuple[Instruction, ...]:
    """The accesses of a body, one instruction each; jumps are relative."""
    code: list[Instruction] = []
    for operation in body:
        match operation:
            case ("write", variable, value):
                code.append(("store", variable, value))
            case ("add", variable, value):
                code += [("load", variable), ("store sum", variable, value)]
            case ("copy", to, origin):
                code += [("load", origin), ("store sum", to, 0)]
            case ("append", value):
                code.append(("append", value))
            case ("with", lock, inner):
                code += [("acquire", lock), *compiled(inner), ("release", lock)]  # type: ignore[arg-type]
            case ("try", lock, inner):
                within = (*compiled(inner), ("release", lock))  # type: ignore[arg-type]
                code += [("try", lock, len(within)), *within]
            case ("if", variable, value, inner):
                within = compiled(inner)  # type: ignore[arg-type]
                code += [("load", variable), ("unless", value, len(within)), *within]
            case ("wait", variable):
                code += [("acquire", "ready"), ("load", variable), ("unless", 0, 2)]
                code += [("wait",), ("acquire", "ready"), ("release", "ready")]
            case ("notify", variable, value, everybody):
                code += [("acquire", "ready"), ("store", variable, value)]
                code += [("notify", everybody), ("release", "ready")]
    return tuple(code)


def outcomes(program: Program) -> set[str]:
    """All that the program can come to: what main returns, or "deadlock"."""
    codes = [compiled(body) for body in program.bodies]
    look = [("load", "a"), ("keep",), ("load", "b"), ("keep",), ("list",)]
    codes.append((*[("join", n) for n in range(program.joined)], *look))
    start = State.at_the_start(len(codes))
    found: set[str] = set()
    seen, pending = {start}, [start]
    while pending:
        state = pending.pop()
        nexts = [s for n in range(len(codes)) if (s := state.after(n, codes)) is not None]
        if not nexts:
            stuck = any(at < len(code) for at, code in zip(state.at, codes, strict=True))
            found.add("deadlock" if stuck else repr(state.kept))
        for following in nexts:
            if following not in seen:
                seen.add(following)
                pending.append(following)
    return found


@dataclass(frozen=True)
class State:
    """A moment of a program: where each thread is, what it has read, and all that is shared."""

    at: tuple[int, ...]
    read: tuple[int, ...]
    values: tuple[tuple[str, int], ...]
    items: tuple[int, ...]
    holders: tuple[tuple[str, int], ...]
    waiting: tuple[int, ...]
    kept: tuple[object, ...]

    @classmethod
    def at_the_start(cls, threads: int) -> State:
        zeros = (0,) * threads
        return cls(zeros, zeros, tuple((v, 0) for v in VARIABLES), (), (), (), ())

    def after(self, thread: int, codes: list[tuple[Instruction, ...]]) -> State | None:
        """The state after the next instruction of `thread`; None if it cannot go on."""
        at = self.at[thread]
        if at == len(codes[thread]) or thread in self.waiting:
            return None
        values, holders = dict(self.values), dict(self.holders)
        items, waiting, kept = self.items, self.waiting, self.kept
        read, step = self.read[thread], 1
        match codes[thread][at]:
            case ("load", variable):
                read = values[variable]
            case ("store", variable, value):
                values[variable] = value
            case ("store sum", variable, value):
                values[variable] = read + value
            case ("append", value):
                items = (*items, value)
            case ("unless", value, jump):
                step = 1 if read == value else 1 + jump
            case ("acquire", lock):
                if lock in holders:
                    return None
                holders[lock] = thread
            case ("try", lock, jump):
                if lock in holders:
                    step = 1 + jump
                else:
                    holders[lock] = thread
            case ("release", lock):
                del holders[lock]
            case ("wait",):
                del holders["ready"]
                waiting = (*waiting, thread)
            case ("notify", everybody):
                waiting = () if everybody else waiting[1:]
            case ("join", other):
                if self.at[other] < len(codes[other]):
                    return None
            case ("keep",):
                kept = (*kept, read)
            case ("list",):
                kept = (*kept, _Listed(items))
        return State(
            _with(self.at, thread, at + step),
            _with(self.read, thread, read),
            tuple(sorted(values.items())),
            items,
            tuple(sorted(holders.items())),
            waiting,
            kept,
        )


class _Listed(tuple):  # type: ignore[type-arg]
    """Items as main returned them: shown as a list, but with a hash."""

    def __repr__(self) -> str:
        return repr(list(self))


def _with(values: tuple[int, ...], place: int, value: int) -> tuple[int, ...]:
    return (*values[:place], value, *values[place + 1 :])
