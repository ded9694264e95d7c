"""`threading.local` over the scheduler, and the end of what a thread kept in it."""

from __future__ import annotations

from typing import Any
from weakref import ref

from grader.interleaving.scheduler import Scheduler
from grader.interleaving.task import Task


def make_local(scheduler: Scheduler) -> type:
    """`threading.local` keyed on tasks. What a task kept in it ends with the task."""

    class local:
        __slots__ = ("__args", "__dict__", "__of_tasks", "__weakref__")

        def __new__(cls, /, *args: Any, **kwargs: Any) -> local:
            if (args or kwargs) and cls.__init__ is object.__init__:
                raise TypeError("Initialization arguments are not supported")
            self = object.__new__(cls)
            object.__setattr__(self, "_local__args", (args, kwargs))
            object.__setattr__(self, "_local__of_tasks", {})
            _attributes(self, scheduler.current)
            return self

        def __getattribute__(self, name: str) -> Any:
            return object.__getattribute__(_mine(self), name)

        def __setattr__(self, name: str, value: Any) -> None:
            _check_changeable(self, name)
            object.__setattr__(_mine(self), name, value)

        def __delattr__(self, name: str) -> None:
            _check_changeable(self, name)
            object.__delattr__(_mine(self), name)

    def _check_changeable(self: local, name: str) -> None:
        if name == "__dict__":
            kind = type(self).__name__
            raise AttributeError(f"{kind!r} object attribute '__dict__' is read-only")

    def _attributes(self: local, task: Task) -> dict[str, Any]:
        """A new namespace of `task` in this object. The task keeps neither alive."""
        attributes: dict[str, Any] = {}
        object.__getattribute__(self, "_local__of_tasks")[task.index] = attributes
        task.local[id(self)] = ref(self)
        return attributes

    def _mine(self: local) -> local:
        """Put this task's attributes in place; nothing else runs before they are used."""
        task = scheduler.current
        attributes = object.__getattribute__(self, "_local__of_tasks").get(task.index)
        fresh = attributes is None
        if attributes is None:
            attributes = _attributes(self, task)
        object.__setattr__(self, "__dict__", attributes)
        if fresh:
            args, kwargs = object.__getattribute__(self, "_local__args")
            type(self).__init__(self, *args, **kwargs)
            object.__setattr__(self, "__dict__", attributes)
        return self

    return local


def let_go(task: Task) -> None:
    """The end of a thread: what was kept alive only by it goes, also its thread object."""
    for reference in task.local.values():
        kept = reference()
        if kept is not None:
            object.__getattribute__(kept, "_local__of_tasks").pop(task.index, None)
            object.__setattr__(kept, "__dict__", {})
    task.local.clear()
    name = task.name
    task.name_of = lambda: name
