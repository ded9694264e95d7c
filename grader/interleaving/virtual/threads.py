"""The virtual `_thread`, and what the real `threading` needs replaced above it.

The rest of `threading` is the installed source. What is native: starting, joining and asking
whether a thread is alive (their real hand-shakes over hidden locks are steps that no student
wrote), the end of the program, and Condition (`locks.py`).
"""

from __future__ import annotations

import _thread as real
import itertools
import sys
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial, update_wrapper
from types import ModuleType, SimpleNamespace
from typing import Any
from weakref import WeakSet

from grader.interleaving.caller import called_from_library
from grader.interleaving.scheduler import Scheduler
from grader.interleaving.sites import Access
from grader.interleaving.task import NotControllable, Task, Unwind
from grader.interleaving.trail import READ, RECEIVE, WRITE
from grader.interleaving.virtual.handles import make_handles, wait_for_end
from grader.interleaving.virtual.locals import let_go, make_local


class ThreadFailure(SimpleNamespace):
    """An exception that ended a thread: `thread` (its name) and `exception`."""


def make_thread_module(scheduler: Scheduler, locks: SimpleNamespace) -> ModuleType:
    """The module `_thread`: locks, start, ident, local, hooks."""
    module = ModuleType("_thread", real.__doc__)
    module.__dict__.update(
        {k: v for k, v in vars(real).items() if k not in ("__spec__", "__loader__")}
    )
    failures: list[ThreadFailure] = []
    handles = make_handles(scheduler)

    def start_new_thread(
        function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any] | None = None
    ) -> int:
        if not callable(function):
            raise TypeError("first arg must be callable")
        if not isinstance(args, tuple):
            raise TypeError("2nd arg must be a tuple")
        if kwargs is not None and not isinstance(kwargs, dict):
            raise TypeError("optional 3rd arg must be a dictionary")
        call = partial(function, *args, **(kwargs or {}))
        task = spawn(call, True, name_of(function), function)
        scheduler.calm_point(Access.START, task)
        return task.ident

    def start_joinable_thread(
        function: Callable[[], Any], handle: Any = None, daemon: bool = True
    ) -> Any:
        handle = handles.ThreadHandle() if handle is None else handle
        if handle.ident:
            raise RuntimeError("thread already started")
        handle._task = spawn(function, daemon, name_of(function))
        scheduler.calm_point(Access.START, handle._task)
        return handle

    def name_of(function: Callable[..., Any]) -> Callable[[], str]:
        name = getattr(function, "__name__", "thread")
        return lambda: name

    def spawn(
        function: Callable[[], Any],
        daemon: bool,
        name_of: Callable[[], str],
        started: Callable[..., Any] | None = None,
    ) -> Task:
        """A new task; the caller makes the point at which it may go first."""

        def body() -> None:
            me = scheduler.current
            try:
                function()
            except (SystemExit, Unwind, NotControllable) as end:
                if not isinstance(end, SystemExit):
                    raise
            except BaseException as error:
                failures.append(ThreadFailure(thread=name_of(), exception=error))
                if sys.unraisablehook is not sys.__unraisablehook__:
                    sys.unraisablehook(_unraisable(error, started or function))
            finally:
                let_go(me)

        return scheduler.spawn(body, daemon, name_of)

    def excepthook(args: Any, /) -> None:
        if args.exc_type is not SystemExit:
            name = args.thread.name if args.thread is not None else "thread"
            failures.append(ThreadFailure(thread=name, exception=args.exc_value))
            if args.thread is None:
                unknown = SimpleNamespace(name=str(get_ident()))
                args = real._ExceptHookArgs([*args[:3], unknown])
            real._excepthook(args)

    def get_ident() -> int:
        return scheduler.current.ident

    def interrupt_main(signum: int = 2, /) -> None:
        raise NotControllable("_thread.interrupt_main")

    def exit_thread() -> None:
        raise SystemExit

    module.__dict__.update(
        allocate_lock=locks.Lock,
        allocate=locks.Lock,
        lock=locks.Lock,
        LockType=locks.Lock,
        RLock=locks.RLock,
        start_new_thread=start_new_thread,
        start_new=start_new_thread,
        start_joinable_thread=start_joinable_thread,
        _ThreadHandle=handles.ThreadHandle,
        _make_thread_handle=handles.of_ident,
        get_ident=get_ident,
        get_native_id=get_ident,
        _get_main_thread_ident=lambda: 1000,
        _set_sentinel=locks.Lock,
        _local=make_local(scheduler),
        _excepthook=excepthook,
        interrupt_main=interrupt_main,
        exit=exit_thread,
        exit_thread=exit_thread,
        _count=lambda: sum(not t.done for t in scheduler.tasks[1:]),
        TIMEOUT_MAX=real.TIMEOUT_MAX,
        daemon_threads_allowed=lambda: True,
        _shutdown=lambda: None,
        spawn=spawn,
        failures=failures,
    )
    for name, value in vars(module).items():
        if str(getattr(value, "__module__", "")).startswith("grader.interleaving"):
            value.__module__ = "_thread"
            value.__name__ = value.__qualname__ = name
    return module


def _unraisable(error: BaseException, started: Callable[..., Any]) -> Any:
    """What `sys.unraisablehook` is given for an exception that ended a thread of `_thread`."""
    text = "Exception ignored in thread started by"
    newer = sys.version_info >= (3, 13)
    return SimpleNamespace(
        exc_type=type(error),
        exc_value=error,
        exc_traceback=error.__traceback__,
        err_msg=f"{text} {started!r}" if newer else text,
        object=None if newer else started,
    )


def rewire_threading(threading: ModuleType, scheduler: Scheduler, low: ModuleType) -> None:
    """Put the native parts into a fresh copy of `threading` that stands over `low`."""
    Thread = threading.Thread
    make_rlock = threading.RLock
    for hidden in ("_active_limbo_lock", "_shutdown_locks_lock"):
        threading.__dict__[hidden] = nullcontext()

    def start(self: Any) -> None:
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._started._flag:
            raise RuntimeError("threads can only be started once")
        self._started._flag = True

        def bootstrap() -> None:
            self._ident = low.get_ident()
            self._native_id = self._ident
            self._task = scheduler.current
            threading._active[self._ident] = self
            context = getattr(self, "_context", None)
            try:
                context.run(self.run) if context is not None else self.run()
            except (Unwind, NotControllable):
                raise
            except BaseException:
                self._invoke_excepthook(self)
            finally:
                self._is_stopped = True
                threading._active.pop(self._ident, None)

        task = low.spawn(bootstrap, self.daemon, lambda: self._name)
        self._task = task
        if hasattr(self, "_handle"):
            self._handle._task = task
        self._ident = self._native_id = task.ident
        threading._active[task.ident] = self
        scheduler.calm_point(Access.START, task)

    def join(self: Any, timeout: float | None = None) -> None:
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if not self._started._flag:
            raise RuntimeError("cannot join thread before it is started")
        if self is threading.current_thread():
            raise RuntimeError("cannot join current thread")
        task = getattr(self, "_task", None)
        if task is None:
            return
        wait_for_end(scheduler, task, timeout)

    def is_alive(self: Any) -> bool:
        assert self._initialized, "Thread.__init__() not called"
        task = getattr(self, "_task", None)
        if task is None:
            return bool(self._started._flag) and self is threading._main_thread
        scheduler.point(Access.READ, task)
        scheduler.note(task, READ)
        return not task.done

    def RLock(*args: Any, **kwargs: Any) -> Any:
        lock = make_rlock(*args, **kwargs)
        if not called_from_library():
            # The library's own function called the class, but on behalf of the program.
            lock.hidden, lock.point = False, scheduler.point
        return lock

    def number(self: Any) -> int:
        """A hash that does not depend on addresses: pools join their threads in a set's order."""
        if "_number" not in vars(self):
            self._number = next(threading._numbers)
        return int(self._number)

    threading.__dict__["_numbers"] = itertools.count(1)
    Thread.__hash__ = number
    Thread.start, Thread.join, Thread.is_alive = start, join, is_alive
    threading.__dict__["RLock"] = update_wrapper(RLock, make_rlock)


def reset_threading(threading: ModuleType, low: ModuleType) -> None:
    """Make `threading` as it is when a program begins."""
    threading._active.clear()
    threading._limbo.clear()
    getattr(threading, "_shutdown_locks", set()).clear()
    threading.__dict__["_counter"] = itertools.count(1).__next__
    threading.__dict__["_numbers"] = itertools.count(1)
    del threading._threading_atexits[1:]  # the first is that of thread pools
    threading.__dict__["_dangling"] = WeakSet()
    threading.__dict__["_trace_hook"] = threading.__dict__["_profile_hook"] = None
    low.failures.clear()


class MainThread:
    """The main thread's object: the same one in every schedule, but each time as good as new."""

    def __init__(self, threading: ModuleType, scheduler: Scheduler) -> None:
        self._threading = threading
        self._scheduler = scheduler
        self._thread = threading._MainThread()
        self._fresh = dict(vars(self._thread))

    def reset(self) -> None:
        started = self._fresh["_started"]
        state = vars(self._thread)
        state.clear()
        state.update(self._fresh)
        started._flag = True
        # Its task goes on to the end of the program; to the others it has ended before.
        self._life = state["_task"] = Task(0, _nothing, False, lambda: "MainThread")
        self._threading.__dict__["_main_thread"] = self._thread
        self._threading._active[self._thread.ident] = self._thread

    def end(self) -> None:
        """From now on it is not alive, and nobody waits for it any more."""
        self._life.finish()
        self._scheduler.note(self._life, WRITE)
        for joiner in self._life.joiners:
            self._scheduler.enable(joiner)


def _nothing() -> None:
    pass


def shut_down(threading: ModuleType, scheduler: Scheduler, main: MainThread) -> None:
    """What the interpreter does when the main thread's code is over: exit hooks, then join the
    others."""
    me = scheduler.current
    hooks = list(threading._threading_atexits)
    if len(hooks) == 1 and all(task is me or task.done for task in scheduler.tasks):
        main.end()
        return  # the one hook is that of thread pools, and no thread is left to be told
    for call in reversed(hooks):
        call()
    main.end()
    for task in scheduler.tasks:
        if task is not me and not task.daemon and not task.done:
            task.joiners.append(me)
            scheduler.block(Access.JOIN, task)
            task.joiners.remove(me)
            scheduler.note(task, RECEIVE)
