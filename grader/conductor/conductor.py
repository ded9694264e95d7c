"""The conductor: lets the processes of one run of a program go on one at a time.

When nobody is on the way to a point any more, it asks a strategy whose operation is next. When
nobody can go on and everybody's reason is known, that is a deadlock: no clock has to tell.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from enum import Enum, auto

from grader.conductor.actors import Actor, State
from grader.conductor.company import Company
from grader.conductor.record import Choice, Happening, Strategy
from grader.gate.server import Server
from grader.gate.stall import Stall

MOST_STEPS = 1500
"""Operations of one run that are put in order; after that we only watch who is blocked."""
MOST_IN_A_ROW = 150
"""Operations that a process may make while others could go on: it may be waiting for them. Half as
many the next time, and so on."""
FEWEST_IN_A_ROW = 8
PROD_SECONDS = 0.02
"""How often those who are blocked try again while somebody goes round out of our sight."""
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


class Conductor(Company):
    """Conducts one run, in the order that `strategy` gives."""

    def __init__(
        self, server: Server, strategy: Strategy, roots: Callable[[], Iterable[int]]
    ) -> None:
        super().__init__(server, roots)
        self._strategy = strategy
        self._current: Actor | None = None
        self._in_a_row = 0
        self._prodded_at = 0.0

    def step(self, timeout: float) -> End:
        """Take what arrives within `timeout` seconds; let somebody go on if all have arrived."""
        arrived = self._server.poll(timeout)
        self._take(arrived)
        if not self.actors:
            return End.GOING
        if not self._settled():
            if self.record.light:
                self._prod()
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

    def _prod(self) -> None:
        """Let everybody who is blocked try again: who still runs may do so for ever, since it waits
        for what they do next."""
        if time.monotonic() - self._prodded_at < PROD_SECONDS:
            return
        self._prodded_at = time.monotonic()
        for actor in self.actors:
            if actor.state is State.BLOCKED:
                self._let(actor, "go")

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
        if any(map(self._waits_for_the_gone, self.actors)) and self._may_still_hear():
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
            return End.GOING if self._may_still_hear() else End.DEADLOCK
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

    def _may_still_hear(self) -> bool:
        """Whether somebody who is none of the actors may have something to tell: the server of
        forkserver tells of the end of a child. Once all of the tree has been asleep, it has told,
        and everybody tries a last time."""
        if self._proofs or not self._sees:
            return False
        if self._quiet.look():
            self._proofs += 1
            self._try_again()
        return True

    def _try_again(self) -> bool:
        """Let everybody who tried in vain try again; whether there is anybody."""
        blocked = [a for a in self.actors if a.state is State.BLOCKED]
        self._steps += 1
        for actor in blocked:
            actor.tried_at = -1
        return bool(blocked)

    def _choose(self, awake: list[Actor], able: list[Actor]) -> Actor:
        current = self._current if self._current in awake else None
        candidates = able
        if current is not None and self._is_long_enough(current) and len(awake) > 1:
            current.parted += 1
            # Whoever has stood still for longest: it need not be the oldest that is waited for.
            candidates = [min((a for a in able if a is not current), key=lambda a: a.let_at)]
            current = None
        chosen = self._strategy.choose(current, candidates)
        others = tuple((a.index, a.op) for a in able if a is not chosen)
        sharp = chosen.op.verb == "value" and chosen.op.access == "write"
        sharp = sharp or (chosen.op.access == "acquire" and bool(chosen.held))
        self.record.choices.append(
            Choice(chosen.index, others, chosen.op, forced=current is None, sharp=sharp)
        )
        return chosen

    def _is_long_enough(self, current: Actor) -> bool:
        """Whether this one has gone on for so long that it seems to wait for others."""
        return self._in_a_row > max(MOST_IN_A_ROW >> current.parted, FEWEST_IN_A_ROW)

    def _may_go(self, actor: Actor) -> bool:
        if actor.state is State.HELD:
            return True
        if actor.state is not State.BLOCKED or actor.tried_at >= self._steps:
            return False
        assert actor.wait is not None
        if actor.tried_at >= 0 and actor.wait.why == "process":
            return self._waits_for_the_gone(actor)
        if actor.tried_at >= 0 and actor.wait.why == "lock":
            return not any(actor.wait.key in a.held for a in self.actors if a is not actor)
        return True

    def _waits_for_the_gone(self, actor: Actor) -> bool:
        """Whether it waits for the end of a process that has ended."""
        if actor.state is not State.BLOCKED or not actor.wait or actor.wait.why != "process":
            return False
        pid = actor.wait.key.rpartition(":")[2]
        return not any(a.alive and str(a.pid) == pid for a in self.actors)

    def _let(self, actor: Actor, answer: str) -> None:
        self._steps += actor.state is State.HELD or answer != "go"
        self._in_a_row = self._in_a_row + 1 if self._current is actor else 0
        self._current = actor
        actor.let_at = self._steps
        if actor.op.access == "release":
            for other in self.actors:
                other.held.pop(actor.op.key, None)
        self._happens(actor)
        actor.state, actor.asleep = State.RUNNING, False
        self._moved()
        self._server.answer(actor.request, answer)
        if self._steps > MOST_STEPS and not self.record.light:
            self._lighten()

    def _happens(self, actor: Actor) -> None:
        """The operation is made now, or at a later try."""
        tried = self._pending.pop(actor.index, None)
        if tried is not None:
            self.record.happenings.remove(tried)
        holds = tuple(name for name, _line in actor.held.values())
        made = Happening(actor.index, actor.name, actor.op, holds=holds)
        self.record.happenings.append(made)
        self._pending[actor.index] = made
