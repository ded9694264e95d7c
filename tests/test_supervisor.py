"""Workers are started, held and ended, however they, the supervisor or the grader die."""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from labs import call_f, lab_for, processes_left, rejection

from grader import warm
from grader.result import Kind
from grader.supervisor import Loss, Order, Supervisor, WorkerLost, stacks, tree
from grader.supervisor.evidence import threads_of, usage
from grader.supervisor.sandbox import Sandbox, remove_tree
from grader.supervisor.spare import Spare
from grader.supervisor.users import _all_may_read, can_become_another, claim
from grader.warm import MARK


@pytest.fixture(scope="module")
def supervisor() -> Iterator[Supervisor]:
    with Supervisor() as one:
        yield one
    assert one.alive() == []


def eventually(holds: Callable[[], bool], seconds: float = 30.0) -> bool:
    limit = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > limit:
            return False
        time.sleep(0.01)
    return True


def test_starting_early_does_not_wait() -> None:
    supervisor = Supervisor()
    supervisor.start_early()
    pid = supervisor.pid
    supervisor.start_early()
    assert supervisor.pid == pid
    supervisor.close()
    assert supervisor.alive() == []


def test_a_supervisor_process_that_was_started_before_is_used() -> None:
    started = warm.start(warm.new_mark())
    with Supervisor(started=started) as supervisor:
        assert supervisor.pid == started.process.pid
        with supervisor.start(Order(files={"a.py": b"def f(): pass"})) as worker:
            assert "names" in worker.ask("load", 30.0, module="a", file="a.py")
    assert started.process.returncode == 0


def test_a_supervisor_process_that_nobody_uses_ends_with_its_grader() -> None:
    code = "from grader import warm; w = warm.start(warm.new_mark()); print(w.process.pid)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert eventually(lambda: (seen := tree.look(int(run.stdout))) is None or seen.zombie)


def test_a_spare_worker_serves_an_equal_order(supervisor: Supervisor) -> None:
    order = Order(files={"a.py": b"def f(): pass"})
    with supervisor.start(order, soon_again=True):
        pass
    [spare] = spare_workers(supervisor)
    with supervisor.start(Order(files={"a.py": b"def f(): pass"})) as worker:
        assert worker.pid == spare
        assert "names" in worker.ask("load", 30.0, module="a", file="a.py")
    assert processes_left(supervisor) == []


def spare_workers(supervisor: Supervisor) -> list[int]:
    """The pids of the workers that wait to be taken, when all those that are coming have come."""
    thread = supervisor._spare._thread
    if thread is not None:
        thread.join()
    return [worker.pid for worker in supervisor._workers]


def test_a_spare_worker_serves_no_other_order(supervisor: Supervisor) -> None:
    first, second = (Order(files={"a.py": b"def f(): pass"}, seed=seed) for seed in (1, 2))
    supervisor.start(first, soon_again=True).end()
    [spare] = spare_workers(supervisor)
    with supervisor.start(second, soon_again=True) as worker:
        assert worker.pid != spare
        # The one for the second order has taken its place.
        assert spare not in spare_workers(supervisor)
    assert len(spare_workers(supervisor)) == 1
    supervisor._spare.drop()
    assert processes_left(supervisor) == []


def test_a_spare_worker_that_was_killed_is_not_given_out(supervisor: Supervisor) -> None:
    order = Order(files={"a.py": b"def f(): pass"})
    supervisor.start(order, soon_again=True).end()
    [spare] = spare_workers(supervisor)
    os.kill(spare, signal.SIGKILL)
    assert eventually(lambda: tree.look(spare) is None)
    with supervisor.start(order) as worker:
        assert "names" in worker.ask("load", 30.0, module="a", file="a.py")
    assert processes_left(supervisor) == []


def test_a_spare_that_cannot_be_started_is_none() -> None:
    def fail(order: str) -> Any:
        raise RuntimeError(order)

    spare: Spare[str, Any] = Spare(fail)
    spare.prepare("order")
    assert spare.take("order") is None


def test_several_workers_live_side_by_side(supervisor: Supervisor) -> None:
    order = Order(files={"a.py": b"def f(): pass"})
    with supervisor.start(order) as one, supervisor.start(order) as two:
        assert one.pid != two.pid
        assert one.sandbox.root != two.sandbox.root
        for worker in (one, two):
            assert "names" in worker.ask("load", 30.0, module="a", file="a.py")
    assert processes_left(supervisor) == []


def test_a_worker_is_confined(supervisor: Supervisor) -> None:
    with supervisor.start(Order(files={})) as worker:
        status = Path(f"/proc/{worker.pid}/status").read_text()
        assert os.getsid(worker.pid) == worker.pid != os.getsid(0)
    assert "rlimits" in supervisor.isolation
    if "no-new-privs" in supervisor.isolation:
        assert "NoNewPrivs:\t1" in status
    if "no-capabilities" in supervisor.isolation:
        assert "CapEff:\t0000000000000000" in status


def test_the_supervisor_process_may_be_killed_between_two_workers(supervisor: Supervisor) -> None:
    lab = lab_for(supervisor, "def f(): return 1")
    lab.run(call_f)
    first = supervisor.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    assert lab.run(call_f).value == 1
    assert supervisor.pid != first


def test_the_supervisor_process_may_be_killed_under_a_worker(supervisor: Supervisor) -> None:
    with supervisor.start(Order(files={"a.py": b"def f(): pass"})) as worker:
        assert supervisor.pid is not None
        os.kill(supervisor.pid, signal.SIGKILL)
        assert "names" in worker.ask("load", 30.0, module="a", file="a.py")
        worker.finish(30.0)
    assert [p for p in processes_left(supervisor) if p != supervisor.pid] == []


def test_a_killed_keeper_is_noticed_and_its_tree_is_ended(supervisor: Supervisor) -> None:
    source = b"import os, time\nos.fork() or (os.setsid(), os.fork())\ntime.sleep(600)"
    with supervisor.start(Order(files={"a.py": source})) as worker:
        keeper = psutil.Process(worker.pid).ppid()
        worker._replies.ask({"op": "load", "module": "a", "file": "a.py"})
        assert eventually(lambda: len(tree.below([worker.pid])) == 2)
        os.kill(keeper, signal.SIGKILL)
        with pytest.raises(WorkerLost) as caught:
            worker.ask("call", 30.0)
    assert caught.value.loss is Loss.KEEPER
    assert processes_left(supervisor) == []
    assert lab_for(supervisor, "def f(): return 1").run(call_f).value == 1


GRADER = """
import sys
sys.path.insert(0, {tests!r})
from labs import call_f, lab_for
from grader.warm import MARK
from grader.supervisor import Supervisor

source = '''
import os, signal, time
def f():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.setsid()
    time.sleep(600)
'''
with Supervisor(fork={fork}) as supervisor:
    print(supervisor._mark.environment[MARK], flush=True)
    lab_for(supervisor, source).run(call_f, deadline=600.0)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_however_the_grader_dies_nothing_is_left(how: signal.Signals) -> None:
    code = GRADER.format(tests=str(Path(__file__).parent), fork=True)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True,
                          stderr=subprocess.DEVNULL) as grader:  # fmt: skip
        assert grader.stdout is not None
        mark = tree.Mark({MARK: grader.stdout.readline().strip()})
        # Supervisor process, keeper, worker, and two that have left its session.
        assert eventually(lambda: len(mark.bearers()) == 5)
        folders = {Path(f"/proc/{f.pid}/cwd").readlink().parent for f in mark.bearers()}
        (folder,) = (path for path in folders if path.name.startswith("g-"))
        grader.send_signal(how)
        assert grader.wait(60) != 0
    assert eventually(lambda: mark.bearers() == [])
    assert eventually(lambda: not folder.exists())


def test_a_fresh_worker_dies_with_its_grader_too() -> None:
    code = GRADER.format(tests=str(Path(__file__).parent), fork=False).replace("os.fork()", "1")
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True,
                          stderr=subprocess.DEVNULL) as grader:  # fmt: skip
        assert grader.stdout is not None
        mark = tree.Mark({MARK: grader.stdout.readline().strip()})
        assert eventually(lambda: len(mark.bearers()) == 1)
        grader.kill()
        grader.wait(60)
    assert eventually(lambda: mark.bearers() == [])


@pytest.mark.parametrize("leave", ["", "os.setsid()"], ids=["in its session", "out of it"])
def test_a_fork_bomb_is_ended(leave: str) -> None:
    lab_source = f"""\
        import os, time
        def f():
            for _ in range(10):  # a thousand processes, should nobody stop it
                if os.fork() == 0: {leave or "pass"}
            time.sleep(600)
        """
    with Supervisor() as supervisor:
        lab = lab_for(supervisor, lab_source)
        assert rejection(lab.run, call_f, deadline=60.0).kind is Kind.KILLED
        assert processes_left(supervisor) == []


def test_the_worker_does_not_inherit_what_the_grader_has_open(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    with (tmp_path / "secret").open("w"):
        lab = lab_for(
            supervisor,
            """\
            import os
            def f():
                found = []
                for fd in os.listdir("/proc/self/fd"):
                    try: found.append(os.readlink(f"/proc/self/fd/{fd}"))
                    except OSError: pass
                return found
            """,
        )
        assert not [name for name in lab.run(call_f).value if "secret" in name]


def test_the_environment_of_a_worker_is_scrubbed(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PYTHONPATH", "PYTEST_ADDOPTS", "GITHUB_TOKEN", "PYTHONSTARTUP"):
        monkeypatch.setenv(name, "/elsewhere")
    source = "import os\ndef f(): return dict(os.environ)"
    found = lab_for(supervisor, source).run(call_f).value
    assert "/elsewhere" not in found.values()
    assert found["PYTHONHASHSEED"] == "0"
    assert found["HOME"] != os.environ.get("HOME")


def test_hashes_are_the_same_in_every_worker(supervisor: Supervisor) -> None:
    source = "def f(): return hash('text')"
    values = {lab_for(supervisor, source).run(call_f).value}
    with Supervisor(fork=False) as fresh:
        values.add(lab_for(fresh, source).run(call_f).value)
    assert len(values) == 1


def test_a_worker_that_does_not_answer_is_lost_with_its_stacks(supervisor: Supervisor) -> None:
    source = b"import time\ndef f():\n    time.sleep(600)\nf()"
    with supervisor.start(Order(files={"a.py": source})) as worker:
        with pytest.raises(WorkerLost) as caught:
            worker.ask("load", 0.3, module="a", file="a.py")
        work = str(worker.sandbox.work)
    assert caught.value.loss is Loss.DEADLINE
    (stack,) = caught.value.stacks
    assert stack.main
    assert [(f.function, f.line) for f in stack.frames if f.file == f"{work}/a.py"] == [
        ("f", 3),
        ("<module>", 4),
    ]


def test_stacks_are_read_leniently() -> None:
    text = textwrap.dedent(
        """\
        Thread 0x00007f0000000010 (most recent call first):
          File "/x/a.py", line 3 in work
          File "/x/threading.py", line ??? in run
        nonsense
        Current thread 0x00007f0000000020 [main] (most recent call first):
          File "/kit/grader/worker/main.py", line 9 in main
        Name 0x00007f0000000010 4242 'worker-1'
        """
    )
    first, second = stacks.parse(text)
    assert (first.name, first.main, first.frames[0].line) == ("worker-1", False, 3)
    assert (second.name, second.main) == ("main", True)
    assert stacks.parse("\0\xff garbage") == ()


def test_a_directory_with_odd_permissions_is_removed(tmp_path: Path) -> None:
    root = tmp_path / "g"
    inner = root / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "file").touch()
    (root / "link").symlink_to(tmp_path)
    inner.chmod(0)
    (root / "a").chmod(0o100)
    tmp_path.chmod(0o750)
    remove_tree(root)
    assert not root.exists()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o750


def test_what_lies_around_a_removed_directory_keeps_its_permissions(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    with contextlib.suppress(OSError):
        remove_tree(tmp_path / "never made")
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o750


def test_a_sandbox_for_another_user_is_where_that_one_can_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("grader.supervisor.sandbox._LONGEST_PARENT", 1000)
    tmp_path.chmod(0o700)
    with Sandbox({}) as own, Sandbox({}, for_others=True) as others:
        assert own.root.parent == tmp_path.resolve()
        assert others.root.parent == Path("/tmp").resolve()


def test_a_sandbox_keeps_the_beginning_and_the_end_of_output() -> None:
    with Sandbox({"a/b.py": b"x"}) as sandbox:
        assert (sandbox.work / "a" / "b.py").read_bytes() == b"x"
        sandbox.stdout.write(b"a" * 1000 + b"z" * 1000)
        text = sandbox.text(sandbox.stdout, 100)
        assert text.startswith("a" * 50 + "\n[... 1900")
        assert text.endswith("z" * 50)
        assert sandbox.written() == 2000
        root = sandbox.root
    assert not root.exists()


def test_evidence_is_read_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        mine = usage(os.getpid())
        assert mine is not None
        assert mine.threads >= 2
        assert len(threads_of(os.getpid())) >= 2
    finally:
        done.set()
        thread.join()
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        assert child.pid in [f.pid for f in tree.below([os.getpid()])]
        # Where the kernel lists no children, every process of the machine is asked for its parent.
        monkeypatch.setattr(tree, "_LISTS_CHILDREN", False)
        assert child.pid in [f.pid for f in tree.below([os.getpid()])]
    finally:
        child.communicate()
    assert usage(child.pid) is None
    assert tree.look(child.pid) is None


def test_workers_become_another_user_only_where_that_one_can_read_python(tmp_path: Path) -> None:
    path = tmp_path / "python"
    path.touch(0o644)
    assert _all_may_read(path) == all(p.stat().st_mode & 0o001 for p in path.parents)
    path.chmod(0o600)
    assert not _all_may_read(path)
    if os.geteuid() != 0:
        assert not can_become_another()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has such names")
def test_a_user_is_claimed_by_one_worker_at_a_time() -> None:
    claimed = [claim() for _ in range(20)]
    assert len({user.id for user in claimed}) == 20
    for user in claimed:
        user.release()


def test_workers_of_root_share_no_user(supervisor: Supervisor) -> None:
    order = Order(files={})
    with supervisor.start(order) as one, supervisor.start(order) as two:
        users = [psutil.Process(worker.pid).uids().real for worker in (one, two)]
    if "other-user" in supervisor.isolation:
        assert len({*users, os.getuid()}) == 3
    else:
        assert users == [os.getuid()] * 2
