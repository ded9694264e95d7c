"""`Run.evidence`: what really happened, seen from outside, with real programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from labs import call_f, lab_for

from grader.supervisor import Evidence, Supervisor, tree
from grader.supervisor.evidence import Watcher, memory_of

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere less is seen"
)


@pytest.fixture(scope="module", params=["forked", "fresh"])
def supervisor(request: pytest.FixtureRequest) -> Iterator[Supervisor]:
    with Supervisor(fork=request.param == "forked") as one:
        yield one
    assert one.alive() == []


@pytest.fixture(scope="module")
def forking() -> Iterator[Supervisor]:
    with Supervisor(fork=True) as one:
        yield one
    assert one.alive() == []


def evidence(supervisor: Supervisor, source: str, **how: str) -> tuple[object, Evidence]:
    """What `f` of the source gave, and what was seen of it."""
    run = lab_for(supervisor, source).run(call_f, deadline=60.0, **how)
    return run.value, run.evidence


def test_a_child_that_nobody_waited_for_is_a_zombie(supervisor: Supervisor) -> None:
    child, seen = evidence(
        supervisor,
        """\
        import os, time
        def f():
            pid = os.fork()
            if pid == 0: os._exit(3)
            while open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[0] != "Z":
                time.sleep(0.001)
            return pid
        """,
    )
    assert [process.pid for process in seen.zombies] == [child]
    assert seen.processes_left == ()


def test_a_child_that_was_waited_for_is_none(supervisor: Supervisor) -> None:
    _nothing, seen = evidence(
        supervisor,
        """\
        import os
        def f():
            pid = os.fork()
            if pid == 0: os._exit(0)
            os.waitpid(pid, 0)
        """,
    )
    assert seen.zombies == ()


FAMILY = """\
import os
def until_the_program_has_ended(mine, theirs):
    os.close(theirs)
    os.read(mine, 1)
def f():
    told, tells = os.pipe()
    ends = os.pipe()
    if os.fork() == 0:
        grandchild = os.fork()
        if grandchild == 0:
            until_the_program_has_ended(*ends)
            os._exit(5)
        os.write(tells, f"{os.getpid()} {grandchild}".encode())
        if STAYS: until_the_program_has_ended(*ends); os.wait()
        os._exit(0)
    family = [int(pid) for pid in os.read(told, 40).split()]
    if not STAYS: os.wait()
    return [os.getpid(), *family]
"""


def test_who_outlives_the_process_that_started_it_is_an_orphan(forking: Supervisor) -> None:
    family, seen = evidence(forking, FAMILY.replace("STAYS", "False"))
    assert isinstance(family, list)
    assert [process.pid for process in seen.orphans] == family[2:]
    assert seen.orphans[0].exit_status == 5
    assert seen.survivors == ()


def test_who_has_a_living_parent_is_none(forking: Supervisor) -> None:
    family, seen = evidence(forking, FAMILY.replace("STAYS", "True"))
    assert isinstance(family, list)
    parents = {process.pid: process.parent for process in seen.processes}
    assert parents == {family[1]: family[0], family[2]: family[1]}
    assert seen.orphans == ()


def test_what_still_runs_when_the_scenario_has_returned_is_told(supervisor: Supervisor) -> None:
    child, seen = evidence(
        supervisor,
        """\
        import time
        from multiprocessing import Process
        def f():
            child = Process(target=time.sleep, args=(600,), daemon=True)
            child.start()
            return child.pid
        """,
        start_method="fork",
    )
    assert [process.pid for process in seen.processes_left] == [child]
    # multiprocessing itself ends a daemon when the program leaves.
    assert seen.survivors == ()


def test_who_is_just_becoming_another_program_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    commands = iter(["", "", "python helper", "python helper"])
    watcher = Watcher(pid=1)
    monkeypatch.setattr(tree, "below", lambda roots: [tree.Found(os.getpid(), 1, 5.0, False)])
    monkeypatch.setattr(tree, "command", lambda pid: next(commands, "python helper"))
    watcher.look_closely()
    assert [process.command for process in watcher.evidence().processes_left] == ["python helper"]


def test_a_segment_that_nobody_unlinked_is_left(supervisor: Supervisor) -> None:
    name, seen = evidence(
        supervisor,
        """\
        from multiprocessing import resource_tracker, shared_memory
        def f():
            segment = shared_memory.SharedMemory(create=True, size=100)
            resource_tracker.unregister(segment._name, "shared_memory")
            globals()["kept"] = segment
            return segment.name
        """,
    )
    assert seen.segments == seen.segments_kept == seen.segments_left == (f"/dev/shm/{name}",)
    assert not Path(f"/dev/shm/{name}").exists()


def test_a_segment_that_was_unlinked_is_not(supervisor: Supervisor) -> None:
    _name, seen = evidence(
        supervisor,
        """\
        from multiprocessing import shared_memory
        def f():
            segment = shared_memory.SharedMemory(create=True, size=100)
            segment.close()
            segment.unlink()
        """,
    )
    assert seen.segments_kept == seen.segments_left == ()


def test_a_forgotten_segment_is_kept_until_multiprocessing_removes_it(
    supervisor: Supervisor,
) -> None:
    name, seen = evidence(
        supervisor,
        """\
        import time
        from multiprocessing import shared_memory
        def f():
            segment = shared_memory.SharedMemory(create=True, size=100)
            time.sleep(0.5)
            segment.close()
            return segment.name
        """,
    )
    assert seen.segments == seen.segments_kept == (f"/dev/shm/{name}",)
    assert seen.segments_left == ()


def test_memory_of_its_own_is_told_from_a_segment(supervisor: Supervisor) -> None:
    pids, seen = evidence(
        supervisor,
        """\
        import time
        from multiprocessing import Process
        from multiprocessing.shared_memory import SharedMemory
        def child(name, copies):
            segment = SharedMemory(name)
            held = bytes(segment.buf) if copies else sum(segment.buf[::4096])
            time.sleep(0.5)
            segment.close()
        def f():
            segment = SharedMemory(create=True, size=40 << 20)
            pids = []
            for copies in (False, True):
                one = Process(target=child, args=(segment.name, copies))
                one.start()
                one.join()
                pids.append(one.pid)
            segment.close()
            segment.unlink()
            return pids
        """,
        start_method="spawn",
    )
    assert isinstance(pids, list)
    looks, copies = (next(p for p in seen.processes if p.pid == pid) for pid in pids)
    assert looks.peak_memory > 40 << 20
    assert 39 << 20 < copies.peak_own_memory - looks.peak_own_memory < 42 << 20


def test_memory_that_processes_share_is_told_from_their_own(supervisor: Supervisor) -> None:
    pids, seen = evidence(
        supervisor,
        """\
        import mmap, time
        from multiprocessing import Process, SimpleQueue
        held = mmap.mmap(-1, 60 << 20, flags=mmap.MAP_PRIVATE)
        def child(anew, ready):
            held.write(bytes([2]) * anew)
            ready.put("written")
            time.sleep(600)
        def f():
            held.write(bytes([1]) * (60 << 20))
            held.seek(0)
            ready = SimpleQueue()
            children = [Process(target=child, args=(n << 20, ready), daemon=True) for n in (0, 30)]
            for one in children: one.start()
            for one in children: ready.get()
            return [one.pid for one in children]
        """,
        start_method="fork",
    )
    assert isinstance(pids, list)
    one, two = (next(p for p in seen.processes if p.pid == pid) for pid in pids)
    assert one.memory is not None and two.memory is not None and seen.memory is not None
    assert two.memory.private - one.memory.private > 20 << 20
    assert one.memory.shared > 50 << 20
    assert one.memory.proportional < one.memory.shared
    assert one.peak_memory > 60 << 20


def test_memory_is_not_known_of_what_is_not_there() -> None:
    assert memory_of(2**22 + 1) is None
