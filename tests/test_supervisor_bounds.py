"""What bounds a worker's tree beside the limits that are watched from outside."""

from __future__ import annotations

import os
import secrets
import signal
import sys
from pathlib import Path

import pytest
from labs import call_f, lab_for

from grader.supervisor import Supervisor
from grader.supervisor.cgroup import TaskGroup
from grader.supervisor.sandbox import Sandbox

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="/dev/shm and control groups are Linux's"
)


def test_what_is_left_in_shared_memory_ends_with_the_worker() -> None:
    name = f"/dev/shm/test-{secrets.token_hex(4)}"
    source = f"""
        def f():
            with open({name!r}, "w") as file:
                file.write("x")
            return open({name!r}).read()
    """
    with Supervisor() as supervisor:
        assert lab_for(supervisor, source).run(call_f).value == "x"
        private = "private-shm" in supervisor.isolation
    assert Path(name).exists() is not private
    Path(name).unlink(missing_ok=True)


def test_more_files_than_anybody_counts_are_a_full_disk() -> None:
    with Sandbox({f"file{n}": b"" for n in range(30)}) as sandbox:
        assert sandbox.disk_use(most_entries=100) < 1 << 20
        assert sandbox.disk_use(most_entries=20) > 1 << 60


def test_a_task_group_bounds_how_often_its_members_fork() -> None:
    group = TaskGroup(processes=2)
    if group.path is None:
        return  # this user may not make one; RLIMIT_NPROC binds it instead
    pid = os.fork()
    if pid == 0:
        os._exit(tasks_that_can_be_started(group))
    _pid, status = os.waitpid(pid, 0)
    path = group.path
    group.remove()
    assert os.waitstatus_to_exitcode(status) == 9  # of ten, one is the member itself
    assert not path.exists()


def tasks_that_can_be_started(group: TaskGroup) -> int:
    """How many children the group grants the calling process, twenty at most."""
    group.enter()
    children = []
    try:
        for _ in range(20):
            child = os.fork()
            if child == 0:
                signal.pause()
                os._exit(0)
            children.append(child)
    except OSError:
        pass
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return len(children)
