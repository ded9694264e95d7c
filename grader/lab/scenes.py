"""What scenarios are written with. It travels to the worker by value, together with a scenario.

Everything here runs beside student code and judges nothing; `demands` does that. Where a scenario
is explored, its own code is never interrupted between two steps of the answer, so plain numbers
count rightly and need no lock. Modules are imported inside the functions, where `threading` and
`time` are the engine's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

HOUR = 3600
"""Longer than anybody is ready to wait, and no matter in virtual time."""


class Gauge:
    """Counts who is inside at once: `with gauge: ...` around what a callback does.

    `now` are inside, `most` have been inside at the same moment, `entered` have come in all.
    """

    def __init__(self) -> None:
        self.now = 0
        self.most = 0
        self.entered = 0

    def __enter__(self) -> Gauge:
        self.now += 1
        self.entered += 1
        self.most = max(self.most, self.now)
        return self

    def __exit__(self, *_: object) -> None:
        self.now -= 1


def attempt(call: Callable[..., Any], *args: Any) -> list[Any]:
    """What comes of `call(*args)`: ["returned", value] or ["raised", type, text].

    Only an `Exception` counts as raised; whatever else ends a thread goes on its way.
    """
    try:
        return ["returned", call(*args)]
    except Exception as error:
        return ["raised", type(error).__name__, str(error)]


def together(calls: Mapping[str, Callable[[], Any]]) -> list[Any]:
    """Make all `calls` at the same time, each in a thread of that name, and wait for them.

    Gives what they returned, in order; None for a call that raised, which the lab sees by itself.
    """
    import threading

    results: list[Any] = [None] * len(calls)

    def run(place: int, call: Callable[[], Any]) -> None:
        results[place] = call()

    threads = [
        threading.Thread(target=run, args=(place, call), name=name)
        for place, (name, call) in enumerate(calls.items())
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def linger() -> None:
    """Stay until nobody else can do anything, however long they are ready to wait.

    For scenarios that are explored: an hour of virtual time passes only when nobody can move.
    """
    import threading

    threading.Event().wait(HOUR)


def threads_left(call: Callable[[], Any]) -> list[str]:
    """The names of the threads that run after `call()` and did not run before it."""
    import threading

    before = set(threading.enumerate())
    call()
    return [thread.name for thread in threading.enumerate() if thread not in before]


def seconds_of(call: Callable[[], Any]) -> float:
    """How many seconds `call()` takes: virtual ones where the scenario is explored."""
    import time

    start = time.monotonic()
    call()
    return time.monotonic() - start


def count_cpus(answer: Any, cpus: int) -> None:
    """Let `answer` count so many CPUs, where it asks `os` or `multiprocessing`; and a pool of
    threads that is not told how many to have. Only for scenarios that are explored.

    What their own names stand for is changed, not those modules: a schedule that is given up
    halfway could not put them right again.
    """
    import concurrent.futures.thread
    import multiprocessing.pool
    from types import ModuleType

    counting = ("cpu_count", "process_cpu_count")
    for asking in (answer, concurrent.futures.thread, multiprocessing.pool):
        for name, value in list(vars(asking).items()):
            if isinstance(value, ModuleType) and hasattr(value, "cpu_count"):
                module = ModuleType(value.__name__)
                vars(module).update(vars(value) | {count: lambda: cpus for count in counting})
                setattr(asking, name, module)
            elif getattr(value, "__name__", "") in counting:
                setattr(asking, name, lambda: cpus)


def starting_with(instead: Callable[..., None], call: Callable[[], Any]) -> Any:
    """`call()`, while `instead(child, start)` stands for the start of a child process.

    Not for scenarios that are explored.
    """
    from multiprocessing import process

    base: Any = process.BaseProcess
    start = base.start
    base.start = lambda child: instead(child, start)
    try:
        return call()
    finally:
        base.start = start


def believing_in(cpus: int, call: Callable[[], Any]) -> Any:
    """`call()`, while this process believes that it has `cpus` CPUs, on every computer the same.

    Not for scenarios that are explored.
    """
    import os

    found: dict[str, Callable[..., Any]] = {
        "cpu_count": lambda: cpus,
        "process_cpu_count": lambda: cpus,
        "sched_getaffinity": lambda _pid: set(range(cpus)),
    }
    real = {name: getattr(os, name) for name in found if hasattr(os, name)}
    for name in real:
        setattr(os, name, found[name])
    try:
        return call()
    finally:
        for name, function in real.items():
            setattr(os, name, function)


def is_manager(child: Any) -> bool:
    """Whether a child process is that of a manager, and not one that the answer has work for."""
    return getattr(child._target, "__name__", "") == "_run_server"


def start_method_of(child: Any) -> str:
    """How a child process is started: "fork", "spawn" or "forkserver"."""
    import multiprocessing

    return getattr(child, "_start_method", None) or multiprocessing.get_start_method()


def children_left(call: Callable[[], Any], answer: Any) -> list[str]:
    """The names of the child processes, a manager's among them, that are there after `call()`.

    The first two that are forked stay for a second when they are done, and a join of the answer's
    with a time limit finds the limit over, so that whoever does not wait for the end of a child is
    seen at once. Not for scenarios that are explored.
    """
    import multiprocessing
    import sys
    import time
    from multiprocessing import process

    base: Any = process.BaseProcess
    join = base.join
    managers: list[Any] = []
    stayed: list[Any] = []

    def staying(run: Callable[[], None]) -> Callable[[], None]:
        def run_and_stay() -> None:
            run()
            time.sleep(1.0)

        return run_and_stay

    def start_to_stay(child: Any, start: Callable[..., None]) -> None:
        if is_manager(child):
            managers.append(child)
        elif start_method_of(child) == "fork" and len(stayed) < 2:
            stayed.append(child)
            child.run = staying(child.run)
        start(child)

    def join_at_most(child: Any, timeout: float | None = None) -> None:
        hurry = timeout is not None and sys._getframe(1).f_code.co_filename == answer.__file__
        join(child, 0 if hurry else timeout)

    base.join = join_at_most
    try:
        starting_with(start_to_stay, call)
    finally:
        base.join = join
    limit = time.monotonic() + 10  # Whoever shuts a manager down does not wait for it for ever.
    while (left := multiprocessing.active_children()) and set(left) <= set(managers):
        if time.monotonic() > limit:
            break
        time.sleep(0.01)
    return [child.name for child in left]


def press_ctrl_c() -> None:
    """Send SIGINT to this process from another than the main thread: when all others sleep, unless
    there is always one that works. For the reason see `Worker.interrupt`."""
    import os
    import signal
    import threading
    import time

    def anybody_runs() -> bool:
        own = str(threading.get_native_id())
        for thread in os.listdir("/proc/self/task") if os.path.isdir("/proc/self/task") else ():  # noqa: PTH112, PTH208
            try:
                with open(f"/proc/self/task/{thread}/stat", "rb") as file:  # noqa: PTH123
                    state = file.read().rpartition(b")")[2].split()[0]
            except OSError:
                continue
            if thread != own and state == b"R":
                return True
        return False

    limit, asleep = time.monotonic() + 0.5, 0
    while asleep < 3 and time.monotonic() < limit:
        asleep = 0 if anybody_runs() else asleep + 1
        time.sleep(0.001)
    os.kill(os.getpid(), signal.SIGINT)


def interrupted(call: Callable[[], Any], cpu_seconds: float = 0.05) -> str:
    """Press Ctrl-C in the main process when a child process that `call()` has started has worked
    for so long; not for scenarios that are explored.

    Gives "interrupted" when the KeyboardInterrupt came out of the call, "swallowed" when it was
    raised in there and did not come out, and "returned" when it was not, for example because the
    call was over before. While pools and managers are still being started, nobody can clean up
    after them; so it is not pressed then.
    """
    import os
    import signal
    import threading
    from multiprocessing import process

    over = threading.Event()
    raised = False

    def come(_number: int, _frame: Any) -> None:
        nonlocal raised
        raised = True
        raise KeyboardInterrupt

    def worked(pid: int) -> float:
        try:
            with open(f"/proc/{pid}/stat", "rb") as file:  # noqa: PTH123
                fields = file.read().rpartition(b")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def press() -> None:
        while not over.wait(0.005):
            children = list(process._children)  # type: ignore[attr-defined]
            if any(worked(child.pid or 0) >= cpu_seconds for child in children):
                press_ctrl_c()
                break

    module: Any = signal
    module.default_int_handler = come  # asyncio looks whether it is the one that is set
    signal.signal(signal.SIGINT, come)
    finger = threading.Thread(target=press)
    finger.start()
    end = "returned"
    try:
        call()
        if raised:
            end = "swallowed"
    except KeyboardInterrupt:
        end = "interrupted"
    try:
        over.set()
        finger.join()
    except KeyboardInterrupt:  # too late: the call was just over
        finger.join()
    return end
