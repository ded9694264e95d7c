"""The conductor: lets the processes of one run of a program go on one at a time.

It learns from messages who is at which point, and from outside who has ended and who sleeps. When
nobody is on the way any more it asks a strategy whose operation is next. When nobody can go on and
everybody's reason is known, that is a deadlock: no clock has to tell.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import Any, Protocol

from grader.conductor.actors import (
    Actor,
    Op,
    State,
    Wait,
    is_of,
    message_of,
    op_of,
)
from grader.conductor.quiet import Quiet
from grader.gate.server import Request, Server
from grader.gate.stall import Stall
from grader.gate.tree import can_see, see_tree
from grader.supervisor import tree as processes

MOST_STEPS = 3000
"""Operations of one run that are put in order; after that we only watch who is blocked."""
MOST_IN_A_ROW = 150
"""Operations that a process may make while others could go on: it may be waiting for them."""
STILL_SECONDS = 3.0
"""Seconds of proven stillness after which a program waits for ever whose waits we cannot see."""
LOOK_AFTER = 0.002
"""Seconds without a message after which it is worth a look whether anybody still runs."""
_TRIES = 2
"""Rounds in which everybody has to fail before a deadlock is called one."""


class End(Enum):
    """What a step has come to."""

    GOING = auto()
    DEADLOCK = auto()
    STALLED = auto()
    """Everybody sleeps for good, but not everybody where we can see why."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A moment at which somebody was let go on: who, who else could have, what each would do.

    `forced` when the one who went before could not go on, so that going elsewhere is no preemption.
    `sharp` where others often do harm: before a write, and before a lock taken while holding one.
    """

    chosen: int
    others: tuple[tuple[int, Op], ...]
    op: Op
    forced: bool
    sharp: bool


class Strategy(Protocol):
    def choose(self, current: Actor | None, candidates: Sequence[Actor]) -> Actor:
        """One of `candidates`. `current` made the last step, None when it cannot go on."""


@dataclass(slots=True, eq=False)
class Happening:
    """An operation that was made: by whom, what came out, which locks were held."""

    actor: int
    name: str
    op: Op
    was: str = ""
    holds: tuple[str, ...] = ()


@dataclass(slots=True)
class Record:
    """All that was seen of one run."""

    choices: list[Choice] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    waits: list[Actor] = field(default_factory=list)
    """Those who wait, at a deadlock."""
    light: bool = False
    """Whether the order was given up on the way: the run then ended in one of many orders."""

    names: dict[str, str] = field(default_factory=dict)
    """What locks are called where processes are started: those have names of their own for them."""

    def name_of(self, op: Op) -> str:
        """What the program calls the thing that `op` touches."""
        return self.names.get(op.key, op.target)

    @property
    def chosen(self) -> tuple[int, ...]:
        """Who was let go on, choice by choice."""
        return tuple(choice.chosen for choice in self.choices)


class Conductor:
    """Conducts one run. `main` is the pid of its first process once that has come to a point;
    `roots` gives the pids below which every process of the program is found."""

    def __init__(
        self, server: Server, strategy: Strategy, roots: Callable[[], Iterable[int]]
    ) -> None:
        self.record = Record()
        self.actors: list[Actor] = []
        self.now = 0.0
        """Virtual seconds: they pass when nobody can go on otherwise."""
        self._server = server
        self._strategy = strategy
        self._roots = roots
        self._count = 0
        self._threads: dict[int, tuple[int, int]] = {}
        """Threads of each process, and how many of them feed queues."""
        self._sees = can_see()
        self._services: set[int] = set()
        """Processes of managers."""
        self._plain_services = True
        """Whether these run nothing of the program's making, which might do things by itself."""
        self._current: Actor | None = None
        self._steps = 0
        self._in_a_row = 0
        self._rounds = 0
        self._proofs = 0
        self._pending: dict[int, Happening] = {}
        self._quiet = Quiet(self._see)
        self._stall: Stall | None = None
        self._moved_at = time.monotonic()

    # -- one step --------------------------------------------------------------------------------

    def step(self, timeout: float) -> End:
        """Take what arrives within `timeout` seconds; let somebody go on if all have arrived."""
        arrived = self._server.poll(timeout)
        self._take(arrived)
        if not self.actors or not self._settled():
            return End.GOING
        return self._decide()

    def see_out(self, seconds: float) -> None:
        """The main process has ended: let the others come to their end, for up to `seconds`.

        Who does not is let go for good. Nobody is to be left because it was held here.
        """
        limit = time.monotonic() + seconds
        while self._anybody_left() and time.monotonic() < limit:
            if self.step(0.005) is not End.GOING:
                break
        for actor in self.actors:
            if actor.state in (State.HELD, State.BLOCKED):
                self._server.answer(actor.request, "free")

    def _anybody_left(self) -> bool:
        for actor in self.actors:
            if actor.alive and self._has_gone(actor):
                self._ended(actor)
        return any(a.alive and a.state is not State.IDLE for a in self.actors)

    def _lighten(self) -> None:
        """Put nothing in order any more."""
        self.record.light = True
        for actor in self.actors:
            if actor.state is State.HELD:
                actor.state = State.RUNNING
                self._server.answer(actor.request, "light")

    def _settled(self) -> bool:
        """Whether nobody is on the way to a point any more."""
        on_the_way = [a for a in self.actors if a.state is State.RUNNING]
        for actor in on_the_way:
            if self._has_gone(actor):
                self._ended(actor)
        on_the_way = [a for a in on_the_way if a.alive]
        if not on_the_way and not self._loose():
            return True
        if any(a.leaving for a in on_the_way):
            return False
        if time.monotonic() - self._moved_at < LOOK_AFTER or not self._sees:
            return False
        if not self._quiet.look():
            return False
        arrived = self._server.poll(0)
        if arrived:
            self._take(arrived)
            return False
        for actor in on_the_way:
            actor.asleep = True
        return True

    def _decide(self) -> End:
        able = [a for a in self.actors if self._may_go(a)]
        awake = [a for a in able if not a.sleeps]
        if awake:
            self._let(self._choose(awake, able), "go")
            return End.GOING
        if self._rounds < _TRIES and self._try_again():
            # Everybody once more: what was in vain before may have been a moment too early.
            self._rounds += 1
            return End.GOING
        if self._timed():
            return End.GOING
        return self._nobody()

    def _timed(self) -> bool:
        """Let virtual time pass until the first sleep or timeout is over."""
        waiting = [a for a in self.actors if a.sleeps or (a.state is State.BLOCKED and a.due)]
        if not waiting:
            return False
        first = min(waiting, key=lambda a: (a.due, a.index))
        if self._unseen() and not first.sleeps:
            # Somebody may be waiting for a real clock: then this wait lasts as long as it says.
            wait = first.wait
            if wait is not None and time.monotonic() - first.since < wait.timeout:
                return True
        self.now = max(self.now, first.due)
        self._let(first, "go" if first.sleeps else "timed out")
        return True

    def _nobody(self) -> End:
        """Nobody can go on: is that for good?"""
        living = [a for a in self.actors if a.alive and a.state is not State.IDLE]
        if not living:
            return End.GOING
        self.record.waits = living
        if not self._unseen():
            return End.DEADLOCK
        if not self._sees:
            return End.GOING
        self._stall = self._stall or Stall(self._see)
        if not self._stall.look() or self._stall.quiet < STILL_SECONDS:
            return End.GOING
        if self._proofs < _TRIES and self._try_again():
            # What goes on natively may have made room for others without a word.
            self._proofs += 1
            return End.GOING
        return End.STALLED

    def _try_again(self) -> bool:
        """Let everybody who tried in vain try again; whether there is anybody."""
        blocked = [a for a in self.actors if a.state is State.BLOCKED]
        self._steps += 1
        for actor in blocked:
            actor.tried_at = -1
        return bool(blocked)

    def _choose(self, awake: list[Actor], able: list[Actor]) -> Actor:
        current = self._current if self._current in awake else None
        if current is not None and self._in_a_row > MOST_IN_A_ROW and len(awake) > 1:
            awake = [a for a in awake if a is not current]
            current = None
        chosen = self._strategy.choose(current, able if current is not None else awake)
        others = tuple((a.index, a.op) for a in able if a is not chosen)
        sharp = chosen.op.verb == "value" and chosen.op.access == "write"
        sharp = sharp or (chosen.op.access == "acquire" and bool(chosen.held))
        self.record.choices.append(
            Choice(chosen.index, others, chosen.op, forced=current is None, sharp=sharp)
        )
        return chosen

    def _may_go(self, actor: Actor) -> bool:
        if actor.state is State.HELD:
            return True
        if actor.state is not State.BLOCKED or actor.tried_at >= self._steps:
            return False
        assert actor.wait is not None
        if actor.tried_at >= 0 and actor.wait.why == "process":
            pid = actor.wait.key.rpartition(":")[2]
            return not any(a.alive and str(a.pid) == pid for a in self.actors)
        if actor.tried_at >= 0 and actor.wait.why == "lock":
            return not any(actor.wait.key in a.held for a in self.actors if a is not actor)
        return True

    def _let(self, actor: Actor, answer: str) -> None:
        self._steps += actor.state is State.HELD or answer != "go"
        self._in_a_row = self._in_a_row + 1 if self._current is actor else 0
        self._current = actor
        if actor.op.access == "release":
            for other in self.actors:
                other.held.pop(actor.op.key, None)
        self._happens(actor)
        actor.state, actor.asleep = State.RUNNING, False
        self._moved()
        self._server.answer(actor.request, answer)
        if self._steps > MOST_STEPS and not self.record.light:
            self._lighten()

    # -- what arrives ----------------------------------------------------------------------------

    def _take(self, requests: list[Request]) -> None:
        for request in requests:
            try:
                self._arrive(request)
            except ValueError:
                self._server.answer(request.number, "free")
        if requests:
            self._moved()

    def _arrive(self, request: Request) -> None:
        message = message_of(request)
        pid = request.caller.pid
        if message.kind == "service":
            self._services.add(pid)
            self._plain_services = self._plain_services and message.rest == (True,)
            self.actors = [a for a in self.actors if a.pid != pid]
            self._server.answer(request.number, "free")
            return
        actor = self._actor(request)
        actor.name = message.name
        self._threads[pid] = message.threads, message.feeders
        for child in message.born:
            self._expect(child)
        for tid, times in message.woken:
            self._wake(pid, tid, times)
        if message.kind != "blocked":
            self._came_of(actor, message.was)
        if message.kind == "idle":
            actor.idle_times = int(message.rest[0])
            idle = actor.woken_times < actor.idle_times
            actor.state, actor.wait = State.IDLE if idle else State.RUNNING, None
            self._progress()
            return
        if message.kind == "end":
            actor.leaving = True
            self._server.answer(request.number, "go")
            return
        op = op_of(message.rest[:8])
        actor.request, actor.op, actor.asleep = request.number, op, False
        if op.access == "begin" and op.target:
            actor.name = op.target
        if op.access == "start":
            self._learn_names(op.value)
        if message.kind == "at":
            self._progress()
            if self.record.light:
                actor.state, actor.wait = State.RUNNING, None
                self._server.answer(request.number, "light")
                return
            actor.state, actor.wait, actor.due = State.HELD, None, 0.0
            if op.verb == "sleep":
                actor.due = self.now + _seconds(op.value)
            return
        why, key, timeout, moved = message.rest[8:]
        if moved:
            self._progress()
        self._in_vain(actor, Wait(str(why), str(key), float(timeout)))

    def _progress(self) -> None:
        """Something went: whoever tried in vain may try again."""
        self._steps += 1
        self._rounds = self._proofs = 0

    def _in_vain(self, actor: Actor, wait: Wait) -> None:
        first = actor.wait is None or actor.wait.key != wait.key
        actor.state, actor.wait, actor.tried_at = State.BLOCKED, wait, self._steps
        if actor.op.verb == "condition" and str(actor.op.part) in actor.held:
            actor.aside = (str(actor.op.part), actor.held.pop(str(actor.op.part)))
        if first:
            actor.since = time.monotonic()
            actor.due = self.now + max(wait.timeout, 1e-9) if wait.timeout >= 0 else 0.0

    def _wake(self, pid: int, tid: int, times: int) -> None:
        """Something was put while this thread of a queue was idle, or about to be."""
        for actor in self.actors:
            if (actor.pid, actor.tid) == (pid, tid) and actor.alive:
                actor.woken_times = times
                if actor.state is State.IDLE and actor.idle_times == times:
                    actor.state = State.RUNNING

    def _actor(self, request: Request) -> Actor:
        caller = request.caller
        for actor in self.actors:
            if is_of(actor, caller) and actor.alive:
                actor.tid = caller.thread
                return actor
        return self._add(caller.pid, caller.thread)

    def _expect(self, pid: int) -> None:
        known = pid in self._services or any(a.pid == pid for a in self.actors)
        if not known:
            self._add(pid, 0)

    def _add(self, pid: int, tid: int) -> Actor:
        actor = Actor(self._count, pid, tid)
        self._count += 1
        self.actors.append(actor)
        return actor

    # -- what happened ---------------------------------------------------------------------------

    def _happens(self, actor: Actor) -> None:
        """The operation is made now, or at a later try."""
        tried = self._pending.pop(actor.index, None)
        if tried is not None:
            self.record.happenings.remove(tried)
        holds = tuple(name for name, _line in actor.held.values())
        made = Happening(actor.index, actor.name, actor.op, holds=holds)
        self.record.happenings.append(made)
        self._pending[actor.index] = made

    def _came_of(self, actor: Actor, was: str) -> None:
        if actor.aside is not None:
            key, lock = actor.aside
            actor.held[key], actor.aside = lock, None
        made = self._pending.pop(actor.index, None)
        if made is None or not was:
            return
        made.was, op = was, made.op
        if (op.verb, op.access, was) == ("lock", "acquire", "True"):
            actor.held[op.key] = (self.record.name_of(op), op.line)

    # -- from outside ----------------------------------------------------------------------------

    def _learn_names(self, text: str) -> None:
        """Take in what the locks are called where a process is started."""
        try:
            for key, name in json.loads(text or "[]"):
                self.record.names.setdefault(str(key), str(name)[:80])
        except (ValueError, TypeError) as error:
            raise ValueError("names come in pairs") from error

    def _has_gone(self, actor: Actor) -> bool:
        found = processes.look(actor.pid)
        if found is None or found.zombie:
            return True
        if actor.tid in (0, actor.pid) or not self._sees:
            return actor.leaving
        return not Path(f"/proc/{actor.pid}/task/{actor.tid}").exists()

    def _ended(self, actor: Actor) -> None:
        actor.state, actor.wait = State.ENDED, None
        actor.held.clear()
        for other in self.actors:
            if other.pid == actor.pid and other.alive and actor.tid == actor.pid:
                self._ended(other)
        self._progress()

    def _loose(self) -> bool:
        """Whether processes have threads that are at no point of ours, such as a queue's."""
        for pid, (threads, _feeders) in self._threads.items():
            here = sum(a.pid == pid and a.alive for a in self.actors)
            if here and threads > here:
                return True
        return False

    def _unseen(self) -> bool:
        """Whether somebody waits where we cannot see for what: then a clock may wake them."""
        if any(a.state is State.RUNNING for a in self.actors) or not self._plain_services:
            return True
        for pid, (threads, feeders) in self._threads.items():
            here = [a for a in self.actors if a.pid == pid and a.alive]
            if here and threads - feeders > sum(not a.feeder for a in here):
                return True
        return False

    def _see(self) -> Any:
        return see_tree({*self._roots(), *(a.pid for a in self.actors if a.alive)})

    def _moved(self) -> None:
        self._moved_at = time.monotonic()
        self._quiet.restart()
        self._stall = None


def _seconds(text: str) -> float:
    try:
        return max(0.0, float(text))
    except ValueError:
        return 0.0


__all__ = ["Choice", "Conductor", "End", "Happening", "Record", "Strategy"]
