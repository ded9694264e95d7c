"""Confines the calling process before student code is loaded: limits, privileges, files.

What is available differs between platforms; every function says what it achieved.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from grader.worker import kernel

_SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/bin", "/sbin", "/etc", "/proc", "/sys", "/opt",
           "/nix", "/run/systemd/resolve")  # fmt: skip
# One by one: a disk's device would be readable to root even without capabilities.
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/tty", "/dev/urandom", "/dev/random",
            "/dev/shm")  # fmt: skip
try:
    import resource as _resource

    _getrlimit = _resource.getrlimit
    _LIMITED = tuple(
        getattr(_resource, name)
        for name in ("RLIMIT_AS", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CPU", "RLIMIT_NPROC")
        if hasattr(_resource, name)
    )
except ImportError:  # Windows
    _LIMITED = ()

PRIVATE_SHM = "private-shm"
TASK_GROUP = "grader-"
"""How the name of a control group begins that bounds the number of tasks."""


@dataclass(frozen=True, slots=True)
class Confinement:
    """What a worker is held to. Sizes in bytes, times in seconds; 0 stands for no limit."""

    memory: int = 4 << 30
    """Address space: generous, since every thread reserves some. Use is watched from outside."""
    file_size: int = 64 << 20
    shared_memory: int = 256 << 20
    """All files in /dev/shm together, where the worker has one of its own."""
    processes: int = 256
    """More than the user already has; root is exempt by the kernel, and counted from outside."""
    open_files: int = 1024
    cpu_seconds: int = 120
    user: int = 0
    """Root becomes this user and group, where it can; 0 keeps the user."""
    readable: tuple[str, ...] = ()
    """Besides what Python and the system need."""
    writable: tuple[str, ...] = ()
    protected: tuple[str, ...] = field(default=())
    """Folders of the kit that hold answers: never readable."""


def confine(limits: Confinement) -> list[str]:
    """Confine this process for good. Returns the names of what took effect."""
    done = []
    parent = os.getppid()
    if _set_limits(limits):
        done.append("rlimits")
    if not sys.platform.startswith("linux"):
        return done
    if _in_task_group():
        done.append("pids-cgroup")
    if os.geteuid() == 0:
        if kernel.private_shared_memory(limits.shared_memory):
            done.append(PRIVATE_SHM)
        if kernel.private_network():
            done.append("private-network")
        if limits.user and _become(limits.user):
            # The kernel forgets that along with the old user.
            end_with_parent(parent)
            done.append("other-user")
        if kernel.drop_capabilities():
            done.append("no-capabilities")
    if kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1):
        done.append("no-new-privs")
        readable, listable = readable_paths(limits.protected)
        readable = [*readable, *limits.readable]
        version = kernel.landlock(readable, listable, (*_DEVICES, *limits.writable))
        if version:
            done.append(f"landlock-{version}")
    # The forked copy of an undumpable process has to see its own /proc again.
    kernel.prctl(kernel.PR_SET_DUMPABLE, 1)
    return done


def _become(user: int) -> bool:
    try:
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
    except OSError:  # a container that knows root only
        return False
    return True


def end_with_parent(parent: int) -> bool:
    """Have the kernel kill this process when its parent ends; exits if that is so already."""
    armed = kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL if os.name == "posix" else 0)
    if armed and os.getppid() != parent:
        os._exit(0)
    return armed


def watch_parent(parent: int, status: int) -> None:
    """Where the kernel does not see to it: a thread that ends this process and its group when
    `parent` has gone."""
    import _thread

    # Bound now: student code may rebind the names.
    sleep, getppid, leave = time.sleep, os.getppid, os._exit
    killpg = getattr(os, "killpg", None)

    def wait() -> None:
        if killpg is None:
            import psutil

            with contextlib.suppress(psutil.Error):
                psutil.Process(parent).wait()
            leave(status)
        while getppid() == parent:
            sleep(0.2)
        killpg(0, signal.SIGKILL)

    _thread.start_new_thread(wait, ())


@cache
def readable_paths(protected: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """What Python and the system need: folders to read, and folders only to list.

    A folder that holds a protected one (the kit installed into site-packages) is opened up entry
    by entry, leaving that one out. Remembered, so that forked workers need not ask again.
    """
    wanted = {os.path.realpath(p) for p in (*_SYSTEM, *python_folders())}
    closed = {os.path.realpath(p) for p in protected}
    readable: list[str] = []
    listable: list[str] = []
    queue = sorted(wanted)
    while queue:
        path = queue.pop()
        if any(_below(path, shut) for shut in closed):
            continue
        if any(_below(shut, path) for shut in closed):
            listable.append(path)
            with contextlib.suppress(OSError):
                queue += [entry.path for entry in os.scandir(path) if not entry.is_symlink()]
        else:
            readable.append(path)
    return readable, listable


@cache
def python_folders() -> tuple[str, ...]:
    """Where this interpreter, its standard library and its packages lie."""
    import site
    import sysconfig

    paths = sysconfig.get_paths()
    folders = [paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    folders += site.getsitepackages()
    for prefix in (sys.prefix, sys.base_prefix):
        folders += [str(Path(prefix) / part) for part in ("bin", "lib", "lib64", "pyvenv.cfg")]
    folders.append(os.path.dirname(os.path.realpath(sys.executable)))  # noqa: PTH120
    return tuple(folders)


def _below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _in_task_group() -> bool:
    with contextlib.suppress(OSError):
        return f"/{TASK_GROUP}" in Path("/proc/self/cgroup").read_text()
    return False


def _set_limits(limits: Confinement) -> bool:
    try:
        import resource
    except ImportError:
        return False
    user = limits.user or os.geteuid()
    wanted: list[tuple[str, int]] = [
        ("RLIMIT_CORE", 0),
        ("RLIMIT_AS", limits.memory),
        ("RLIMIT_FSIZE", limits.file_size),
        ("RLIMIT_NOFILE", limits.open_files),
        ("RLIMIT_CPU", limits.cpu_seconds),
    ]
    if limits.processes and user and sys.platform.startswith("linux"):
        wanted.append(("RLIMIT_NPROC", limits.processes + _tasks_of(user)))
    for name, value in wanted:
        if value == 0 and name != "RLIMIT_CORE":
            continue
        _lower(resource, name, value)
    return True


def limits_now() -> tuple[tuple[int, int], ...]:
    """The limits that `confine` sets, as they are; to be called before and after student code."""
    return tuple(_getrlimit(number) for number in _LIMITED)


def _lower(resource: Any, name: str, value: int) -> None:
    number = getattr(resource, name, None)
    if number is None:
        return
    _, hard = resource.getrlimit(number)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    # macOS refuses some limits that it lists.
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(number, (value, value))


def _tasks_of(user: int) -> int:
    """How many threads a user has now: what RLIMIT_NPROC is compared with, but for root."""
    if user == 0:
        return 0
    tasks = 0
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if process.stat().st_uid == user:
                tasks += len(list((process / "task").iterdir()))
    return tasks
