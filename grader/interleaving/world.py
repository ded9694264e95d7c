"""A world: the program under test, instrumented, above a virtual base, run afresh each time."""

from __future__ import annotations

import builtins
import copy
import gc
import os
import random
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from grader.interleaving.adoption import Adopter
from grader.interleaving.finder import Finder
from grader.interleaving.hooks import make_hooks
from grader.interleaving.outcome import Ending, Failure, Outcome
from grader.interleaving.scheduler import Scheduler
from grader.interleaving.sites import Site
from grader.interleaving.strategies.base import Strategy
from grader.interleaving.task import NotControllable, Unwind
from grader.interleaving.virtual.library import Library

_COLLECT_EVERY = 500
_SEEDED = random.Random(0).getstate()  # to be set, which is cheaper than to seed


class World:
    """Runs `main(module)` of the program in `folder` under any schedule.

    Every run executes the module afresh. `freeze` turns what main returned into a string by which
    outcomes are told apart. With `late` main returns a function, and the outcome is what that
    returns when the program is over: threads that are no daemons have ended, exit functions have
    been called.
    """

    def __init__(
        self,
        folder: Path,
        module: str,
        main: Callable[[ModuleType], Any],
        freeze: Callable[[Any], str] = repr,
        max_steps: int = 5_000,
        sites: list[Site] | None = None,
        library: Library | None = None,
        late: bool = False,
    ) -> None:
        """`sites` are those of `main`, if it has hooks itself (see `adopt`).

        `library` is one that no other world has used; it then decides on the number of steps.
        """
        self.folder = folder
        self.module = module
        self.main = main
        self.late = late
        self.freeze = freeze
        self.sites: list[Site] = list(sites or ())
        self.library = library or Library(Scheduler(max_steps, max_steps))
        self.scheduler = self.library.scheduler
        self.overlaps: set[frozenset[str]] = set()
        self.kept_waiting: set[str] = set()
        """Names of the threads that, in some run, came to a lock which another held."""
        self._hooks = make_hooks(self.scheduler, self.sites)
        self._builtins = {**vars(builtins), **self._hooks}
        self._pristine = dict(self._builtins)
        self._finder = Finder(folder, self.sites, self._builtins)
        self._names = {path.stem for path in folder.glob("*.py")} | {
            path.name for path in folder.iterdir() if path.is_dir()
        }
        self._runs = 0

    # -- running ---------------------------------------------------------------------------------

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Everything that has to be in place around a number of runs."""
        null = open(os.devnull, "w")  # noqa: SIM115, PTH123
        streams = sys.stdout, sys.stderr, sys.unraisablehook, sys.path[:]
        was_collecting = gc.isenabled()
        own = {
            name: sys.modules.pop(name)
            for name in list(sys.modules)
            if name.partition(".")[0] in self._names
        }
        sys.meta_path.insert(0, self._finder)
        sys.path.append(str(self.folder))
        # What a `__deepcopy__` puts into the memo under its `id` has to be found there.
        vars(copy)["id"] = self._hooks["id"]
        # Finalisers must not run at odd moments, and what was there before need not be looked at.
        gc.disable()
        gc.freeze()
        try:
            with self.library.installed():
                sys.stdout, sys.stderr, sys.unraisablehook = null, null, lambda _: None
                yield
        finally:
            self.scheduler.dismiss()
            self._forget_modules()
            # What finalisers the program has left run here, where they are refused in silence.
            gc.collect()
            sys.stdout, sys.stderr, sys.unraisablehook, sys.path[:] = streams
            del vars(copy)["id"]
            sys.modules.update(own)
            sys.meta_path.remove(self._finder)
            null.close()
            gc.unfreeze()
            if was_collecting:
                gc.enable()

    def run(self, strategy: Strategy, keep: bool = False) -> Outcome:
        """One schedule. With `keep` the tasks stay as they ended, until `release` is called."""
        self._begin()
        result: list[Any] = []
        scheduler = self.scheduler

        def main() -> None:
            try:
                self.library.reset()
                module = self._finder.load(self.module)
                value = self.main(module)
                if self.late:
                    self._end_of_program()
                    value = value()
                    result.append((True, value, self.freeze(value)))
                    return
                scheduler.finish_point()
                # Frozen now: threads that still run may go on changing it.
                result.append((True, value, self.freeze(value)))
                self._end_of_program()
            except (Unwind, NotControllable):
                raise
            except BaseException as error:
                result.append((False, error, ""))
                # The program ends although main failed: other threads are waited for as usual.
                self._end_of_program()

        scheduler.run(main, strategy)
        if self._builtins != self._pristine:
            # Without its hooks a program would run out of sight.
            self._builtins.clear()
            self._builtins.update(self._pristine)
            scheduler.ending, scheduler.reason = "not_gradable", "__builtins__"
        outcome = self._outcome(result)
        outcome.turns = scheduler.turns
        outcome.strategy = strategy.name
        outcome.preemptions = scheduler.preemptions
        outcome.steps = scheduler.steps
        self._note_overlaps()
        self.kept_waiting.update(scheduler.tasks[index].name for index in scheduler.kept_waiting)
        if not keep:
            self.release()
        return outcome

    def _end_of_program(self) -> None:
        self.library.shut_down()
        self.scheduler.finish_point()

    def _note_overlaps(self) -> None:
        """Which threads' writes to shared data mixed: one wrote between two writes of the other."""
        writes = self.scheduler.writes
        who = set(writes)
        if len(who) < 2:
            return
        backwards = writes[::-1]
        mixed = {
            (a, b)
            for a in who
            for b in set(writes[writes.index(a) : len(writes) - backwards.index(a)])
            if a != b
        }
        tasks = self.scheduler.tasks
        self.overlaps.update(frozenset({tasks[a].name, tasks[b].name}) for a, b in mixed)

    def release(self) -> None:
        """Unwind what a run left."""
        self.scheduler.unwind()
        self._hooks["__forget_ids__"]()
        self._runs += 1
        if self._runs % _COLLECT_EVERY == 0:
            gc.collect()

    def _begin(self) -> None:
        self._forget_modules()
        random.setstate(_SEEDED)

    def _forget_modules(self) -> None:
        for name in self._finder.imported:
            sys.modules.pop(name, None)
        self._finder.imported.clear()

    # -- outcomes --------------------------------------------------------------------------------

    def _outcome(self, result: list[Any]) -> Outcome:
        failures = [self._failure(f.thread, f.exception) for f in self.library.low.failures]
        ending, value, reason = Ending.RETURNED, None, self.scheduler.reason
        if self.scheduler.ending is not None:
            ending = Ending(self.scheduler.ending)
        elif result and not result[-1][0]:
            ending = Ending.RAISED
        frozen = ""
        for ok, payload, text in result:
            if ok:
                value, frozen = payload, text
            else:
                failures.insert(0, self._failure("MainThread", payload))
        if ending is not Ending.RETURNED:
            frozen = ""
        told = sorted(f"{f.thread}:{f.type}:{f.text}" for f in failures)
        key = "|".join([ending, frozen, *told])
        return Outcome(key, ending, value, frozen, tuple(failures), reason)

    def _failure(self, thread: str, error: BaseException) -> Failure:
        frames = []
        home = str(self.folder)
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename.startswith(home):
                file = str(Path(frame.filename).relative_to(home))
                frames.append((file, frame.lineno or 0, frame.name, frame.line or ""))
        where = frames[-1] if frames else ("", 0, "", "")
        try:
            text = str(error)
        except Exception:
            text = ""
        return Failure(thread, type(error).__name__, text, where[0], where[1], tuple(frames))

    def adopt(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """`function` with the modules in its globals replaced by the virtual ones, and with hooks.

        The hooks do nothing for a function that was not instrumented.
        """
        adopter = Adopter(self.library.modules, self._hooks)
        adopted: Callable[..., Any] = adopter.function(function)
        return adopted
