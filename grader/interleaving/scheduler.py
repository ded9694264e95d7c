"""The scheduler: tasks, points, blocking and virtual time.

Tasks are greenlets on one OS thread, so that exactly one runs and only a *point* can change which.
A task stops before the operation it is about to make; the strategy then chooses, among the tasks
that could move, the one whose operation happens next. A task whose operation cannot happen (a lock
that is held) is not a candidate, so no step is ever spent on failing.

Time is virtual. A timeout fires only when no task can move, in the order of the deadlines. A
sleep may be *chosen* to be over at any moment, because a real machine may keep every other thread
waiting for that long, other sleepers as well: so sleeping never orders anything.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from greenlet import getcurrent

from grader.interleaving.caller import library_call
from grader.interleaving.carriers import Carriers
from grader.interleaving.fairness import PATIENCE, Fairness
from grader.interleaving.ledger import SEVERAL
from grader.interleaving.sites import Access, Site
from grader.interleaving.task import NotControllable, Task, Unwind
from grader.interleaving.trail import (
    EVERYTHING,
    FINISH,
    READ,
    RECEIVE,
    SEND,
    SPAWN,
    WRITE,
)
from grader.interleaving.waiting import by_index

if TYPE_CHECKING:
    from grader.interleaving.strategies.base import Strategy

MAX_TASKS = 256
_UNWIND_ATTEMPTS = 200
_WRITE = Access.WRITE


class Watcher(Protocol):
    """Sees every operation just before it happens; only attached when a story is told."""

    def about_to(self, task: Task) -> None: ...


class Scheduler(Fairness):
    """Runs one program, one schedule at a time: `run(main, strategy)`, as often as needed."""

    def __init__(self, max_steps: int = 5_000, fair_steps: int = 5_000) -> None:
        self.max_steps = max_steps
        self.fair_steps = fair_steps
        self.watcher: Watcher | None = None
        self._carriers = Carriers()
        self.forget()
        self._reset()

    def _reset(self) -> None:
        self.tasks: list[Task] = []
        self.turns: list[tuple[int, int]] = []
        """Whose turn it was: (task index, step at which it began)."""
        self.choices = 0
        self.preemptions = 0
        self.steps = 0
        self._limit = self.max_steps
        self.unwinding = False
        self.ending: str | None = None
        self.reason = ""
        self.abandoned = 0
        self.kept_waiting: set[int] = set()
        """Indices of the tasks that came to a lock which another held, or took before them."""
        self.begin_ledger()
        self.begin_time()
        self.begin_fairness()

    # -- running a program ---------------------------------------------------------------------

    def run(self, main: Callable[[], None], strategy: Strategy) -> None:
        """Run `main` as the first task until it returns or the schedule ends otherwise.

        Afterwards `ending` is None (main returned), "deadlock", "never_ends", "not_gradable" or
        "broken_off", `turns` and `steps` say how to replay it, and `tasks` are as they stood at
        that moment until `unwind` is called.
        """
        self._reset()
        self._strategy = strategy
        self._choose_of = strategy.choose
        self._everywhere = strategy.everywhere
        self._attentive = self._everywhere or self.watcher is not None
        self._hub = getcurrent()
        first = self.spawn(main, daemon=False, name_of=lambda: "MainThread")
        self.current = first
        self.turns.append((0, 0))
        strategy.begin(self)
        while self.ending is None and not first.done:
            task = self.current
            if task.greenlet is None:
                task.greenlet = self._carriers.take(partial(self._body, task), self._hub)
            task.greenlet.switch()
            if self.ending is None and not first.done and self.current.done:
                self._advance(self.current)
        strategy.end(self)

    def spawn(self, function: Callable[[], None], daemon: bool, name_of: Callable[[], str]) -> Task:
        """A new task, ready to run. RuntimeError when there are too many, as in CPython."""
        if len(self.tasks) >= MAX_TASKS:
            raise RuntimeError("can't start new thread")
        task = Task(len(self.tasks), function, daemon, name_of)
        self.tasks.append(task)
        self.runnable.append(task)
        if task.index:
            self.note(SPAWN, WRITE)
            self.note(task, SEND)
        return task

    def _body(self, task: Task) -> None:
        try:
            self.note(task, RECEIVE)
            task.function()
        except (Unwind, NotControllable) as stop:
            if isinstance(stop, NotControllable):
                self.end("not_gradable", str(stop))
        finally:
            task.finish()
            task.access, task.obj, task.site = Access.END, None, None
            self.disable(task)
            if not self.unwinding and self.ending is None:
                self.steps += 1
                self.note(task, WRITE)
                if self.watcher is not None:
                    self.watcher.about_to(task)
                for joiner in task.joiners:
                    self.enable(joiner)

    def unwind(self) -> None:
        """End every task that is left, and let go of the program's objects.

        A task that refuses is abandoned and counted.
        """
        self.unwinding = True
        self._limit = -1
        for task in self.tasks:
            if not task.done and task.greenlet is not None:
                task.greenlet.throw(Unwind)
                if not task.done:
                    self.abandoned += 1
        for task in self.tasks:
            task.forget()
        self.close_ledger()

    def dismiss(self) -> None:
        """No more schedules for now."""
        self._carriers.dismiss()

    def end(self, ending: str, reason: str = "") -> None:
        """Note how this schedule ends; the hub stops at its next turn."""
        if self.ending is None:
            self.ending, self.reason = ending, reason

    def _stop(self) -> None:
        """Leave the current task for good; its greenlet is unwound later."""
        self._hub.switch()
        raise Unwind

    # -- points --------------------------------------------------------------------------------

    def point(self, access: Access, obj: Any = None, site: Site | None = None) -> None:
        """Called by the current task before an operation: here another task may go first."""
        task = self.current
        task.access = access
        task.obj = obj
        task.site = site
        steps = self.steps = self.steps + 1
        if steps > self._limit:
            self._past_the_limit()
        self.cuts.append(len(self.trail))
        runnable = self.runnable
        if self.sleepers:
            self._offer(task)
        elif len(runnable) > 1:
            if self.spins > self.patience:
                self._offer(task)
            else:
                self.choices += 1
                choice = self._choose_of(task, runnable)
                if choice is not task:
                    if choice is None:
                        self._break_off()
                    else:
                        self.preemptions += 1
                        self.turns.append((choice.index, steps))
                        self.spins = 0
                        self.idled = False
                        self.current = choice
                        (self._hub if choice.greenlet is None else choice.greenlet).switch()
                        if self.unwinding:
                            raise Unwind
        if self.watcher is not None:
            self.watcher.about_to(task)

    def _offer(self, task: Task) -> None:
        chosen = self._choose(task)
        if chosen is not task:
            self._switch(chosen)

    def calm_point(self, access: Access, obj: Any = None, site: Site | None = None) -> None:
        """A point before an operation that commutes with every step of the other tasks.

        Whether others go first here or at this task's next point is the same, so no choice is
        offered, except to who asks to be asked everywhere.
        """
        if self._attentive or self.steps >= self._limit:
            self._attend(access, obj, site)
        else:
            self.steps += 1

    def _attend(self, access: Access, obj: Any, site: Site | None) -> None:
        if self._everywhere:
            self.point(access, obj, site)
            return
        task = self.current
        task.access, task.obj, task.site = access, obj, site
        self.steps += 1
        if self.steps > self._limit:
            self._past_the_limit()
        if self.watcher is not None:
            self.watcher.about_to(task)

    def loop_point(self, site: Site) -> None:
        """A loop goes round. Past `PATIENCE` others get their turn and time goes by."""
        self.spins += 1
        if self.spins > PATIENCE:
            self.let_time_go_by()
            self.point(Access.LOOP, None, site)
        elif self._attentive or self.steps >= self._limit:
            self._attend(Access.LOOP, None, site)
        else:
            self.steps += 1

    def library_point(self, access: Access, obj: Any) -> None:
        """A point before an operation on something that the library made for itself.

        The library's own operations (`Queue.put`, `Semaphore.acquire`, `Future.result`) are taken
        to be correct, so a call into it is one step: only its first operation is a point. That
        keeps the search on the program's own lines, and the schedule the same on every version.
        """
        call = library_call()
        if self.current.library_call is not call or self.unwinding:
            self.current.library_call = call
            self.point(access, obj)

    def touch(self, key: Any, access: Access, obj: Any, site: Site) -> None:
        """A point before touching the data `key`; learns which sites two threads share."""
        task = self.current
        index = task.index
        if site.silent:
            self.learn(None, self.touched.setdefault(key, [index, obj, []]))
            self.trail.append((index, key, WRITE if access is _WRITE else READ))
            return
        known = self.touched.get(key)
        if known is None:
            # The object is kept, so that its key means nothing else until the schedule is over.
            self.touched[key] = [index, obj, [site]]
        else:
            first = known[0]
            if (first != index and first != SEVERAL) or not site.hot:
                self.learn(site, known)
        if not site.hot:
            self.calm_point(access, obj, site)
            return
        task.key = key
        self.point(access, obj, site)
        if access is _WRITE:
            self.trail.append((index, key, WRITE))
            self.writes.append(index)
        else:
            self.trail.append((index, key, READ))

    def finish_point(self) -> None:
        """A point before the result is looked at or the program ends."""
        self.point(Access.FINISH)
        self.note(EVERYTHING, FINISH)

    def block(self, access: Access, obj: Any, deadline: float | None = None) -> bool:
        """Stop the current task until `enable` is called for it or virtual time reaches `deadline`.

        Returns False on a timeout. The caller has put the task where somebody will find it.
        """
        if self.unwinding:
            self._refuse()
        task = self.current
        task.access, task.obj, task.site = access, obj, None
        task.timed_out = False
        task.blocked_by = obj
        self.steps += 1
        if self.steps > self._limit:
            self._past_the_limit()
        task.deadline = deadline
        if deadline is not None:
            if self.fair:
                self.look(task)
            self.note_time(READ, access is not Access.SLEEP)
        self.park(task)
        self._advance(task)
        if self.current is not task or self.unwinding:
            self._refuse()
        task.blocked_by = None
        if self.watcher is not None:
            self.watcher.about_to(task)
        return not task.timed_out

    def _advance(self, task: Task) -> None:
        """`task` cannot go on: give the turn to another, moving the clock if need be."""
        while not self.runnable:
            if not self.next_deadline():
                self.end("deadlock")
                if getcurrent() is not self._hub:
                    self._stop()
                return
            self.idled = True
        is_choice = self.sleepers or len(self.runnable) > 1
        chosen = self._choose(task) if is_choice else self.runnable[0]
        if chosen is task or self.ending is not None:
            return
        self._switch(chosen, getcurrent() is not self._hub)

    def _choose(self, task: Task) -> Task:
        candidates = self.runnable
        sleeper = None
        if self.sleepers:
            sleeper = self.first_to_wake()
            candidates = sorted([*candidates, *self.sleepers], key=by_index)
        if self.spins > self.patience:
            chosen: Task | None = self.fair_choice(task, sleeper)
        else:
            chosen = self._strategy.choose(task, candidates)
        self.choices += 1
        if chosen is None:
            self._break_off()
            return task
        if chosen is not task and task.enabled:
            self.preemptions += 1
        if not chosen.enabled:
            if self.runnable and not (chosen is not task and task.enabled):
                self.preemptions += 1
            self.wake(chosen)
        return chosen

    def _break_off(self) -> None:
        self.end("broken_off")
        if getcurrent() is not self._hub:
            self._stop()

    def _switch(self, chosen: Task, now: bool = True) -> None:
        """Give `chosen` the turn: now, or (in the hub) when the hub goes on."""
        self.turns.append((chosen.index, self.steps))
        self.spins = 0
        self.idled = False
        self.current = chosen
        if now:
            # A new greenlet begins at the depth of recursion of who first switches to it, and the
            # hub's is none.
            (self._hub if chosen.greenlet is None else chosen.greenlet).switch()
            if self.unwinding:
                raise Unwind

    def _refuse(self) -> None:
        """An operation while tasks are being ended: raise again, and give up on who insists."""
        task = next((t for t in self.tasks if t.greenlet is getcurrent()), None)
        if task is not None:
            task.unwinds += 1
            if task.unwinds > _UNWIND_ATTEMPTS:
                self._hub.switch()
        raise Unwind

    # -- time ----------------------------------------------------------------------------------

    def sleep(self, seconds: float) -> None:
        """Virtual sleep of the current task."""
        self.clock_reads = 0
        self.block(Access.SLEEP, None, self.now + max(0.0, seconds))
        self.note_time(WRITE, False)

    # -- programs that do not end -------------------------------------------------------------

    def _past_the_limit(self) -> None:
        """Past the bound, go on fairly: only a program that then still goes on never ends."""
        if self.unwinding:
            self._refuse()
        if self.fair:
            self.end("never_ends")
            self._stop()
        self.be_fair()
        self._limit += self.fair_steps
