"""The processes and threads of one run: who is there, what they said, who has gone.

What they say comes in messages; who has ended and who sleeps is seen from outside.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from grader.conductor.actors import Actor, State, Wait, is_of, message_of, op_of
from grader.conductor.quiet import Quiet
from grader.conductor.record import Happening, Record
from grader.gate.server import Request, Server
from grader.gate.stall import Stall
from grader.gate.tree import can_see, see_tree
from grader.supervisor import tree as processes


class Company:
    """Everybody who takes part. `roots` gives the pids below which they are found."""

    def __init__(self, server: Server, roots: Callable[[], Iterable[int]]) -> None:
        self.record = Record()
        self.actors: list[Actor] = []
        self.now = 0.0
        """Virtual seconds: they pass when nobody can go on otherwise."""
        self._server = server
        self._roots = roots
        self._count = 0
        self._threads: dict[int, tuple[int, int]] = {}
        """Threads of each process, and how many of them feed queues."""
        self._sees = can_see()
        self._services: set[int] = set()
        """Processes of managers."""
        self._plain_services = True
        """Whether these run nothing of the program's making, which might do things by itself."""
        self._steps = 0
        self._rounds = 0
        self._proofs = 0
        self._pending: dict[int, Happening] = {}
        self._quiet = Quiet(self._see)
        self._stall: Stall | None = None
        self._moved_at = time.monotonic()

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
