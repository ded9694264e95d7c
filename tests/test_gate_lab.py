"""The gate with real programs: which are let through, which are not, and what they are told."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from labs import lab_for, rejection

from grader.check import Undecided
from grader.gate import Cost, Item, stall
from grader.gate import gate as gates
from grader.gate.gate import Gate, State
from grader.gate.server import Caller, Request
from grader.gate.stall import STILLNESS
from grader.lab import Lab
from grader.lab import gate as gate_verb
from grader.result import Diagnosis, Kind
from grader.supervisor import Supervisor

ITEMS = {i: 1000 + i for i in range(24)}
POOL = """
    from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
    from multiprocessing import Pool, Process, Queue
    import os, time, multiprocessing

    def part(term, items):
        return sum(term(i) for i in items)
"""
RIGHT = (
    POOL
    + """
    def f(term, workers):
        with Pool(workers) as pool:
            return sum(pool.starmap(part, [(term, range(k, 24, workers)) for k in range(workers)]))
"""
)


@pytest.fixture(scope="module")
def supervisor() -> Iterator[Supervisor]:
    with Supervisor() as supervisor:
        yield supervisor


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gate that takes a second of stillness for what the kit takes several for."""
    monkeypatch.setattr(gates, "SURE", 0.8)
    monkeypatch.setattr(gates, "STUCK", 1.0)
    quicker = [replace(kind, first=(kind.first[0] / 3, kind.first[1] // 2)) for kind in STILLNESS]
    monkeypatch.setattr(stall, "STILLNESS", tuple(quicker))


def total(answer: Any, term: Any, workers: int) -> Any:
    return answer.f(term, workers)


def refused(lab: Lab, **how: Any) -> Diagnosis:
    options = {"items": ITEMS, "workers": 4, "efficiency": 0.7, **how}
    return rejection(lab.gate, total, options["workers"], **options)


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_a_right_answer_is_as_fast_as_its_number_of_workers(
    supervisor: Supervisor, method: str
) -> None:
    run = lab_for(supervisor, RIGHT).gate(
        total, 4, items=ITEMS, workers=4, efficiency=0.7, start_method=method
    )
    assert run.value == sum(ITEMS.values())
    assert run.speedup == pytest.approx(4.0)
    assert run.efficiency == pytest.approx(1.0)
    assert len(run.children) == 4
    assert [lane.busy for lane in run.lanes] == [((0.0, 6.0),)] * 4
    assert (run.missing, run.repeated, run.unknown) == ((), (), ())


@pytest.mark.parametrize("workers", [2, 8])
def test_it_scales_on_virtual_cores_whatever_the_machine_has(
    supervisor: Supervisor, workers: int
) -> None:
    run = lab_for(supervisor, RIGHT).gate(
        total, workers, items=ITEMS, workers=workers, efficiency=0.7
    )
    assert run.speedup == pytest.approx(workers)


def test_the_program_and_its_children_are_told_how_many_cpus_there_are(
    supervisor: Supervisor,
) -> None:
    source = """
        import multiprocessing, os
        AT_IMPORT = os.cpu_count()

        def child(term, queue):
            queue.put([os.cpu_count(), term(0)])

        def f(term, workers):
            context = multiprocessing.get_context()
            queue = context.SimpleQueue()
            process = context.Process(target=child, args=(term, queue))
            process.start()
            found = queue.get()
            process.join()
            return [AT_IMPORT, multiprocessing.cpu_count(), *found]
    """
    for method in multiprocessing.get_all_start_methods():
        run = lab_for(supervisor, source).gate(
            total, 4, items={0: 9}, workers=13, start_method=method
        )
        assert run.value == [13, 13, 13, 9]


def test_one_process_that_does_everything_is_told_so(supervisor: Supervisor) -> None:
    diagnosis = refused(
        lab_for(supervisor, "def f(term, workers):\n    return sum(map(term, range(24)))")
    )
    assert diagnosis.kind is Kind.NOT_PROCESSES
    assert "main process did all the work itself" in diagnosis.summary
    assert diagnosis.facts["speedup"] == pytest.approx(1.0)
    assert [lane.name for lane in diagnosis.timeline] == ["main process"]


@pytest.mark.usefixtures("impatient")
def test_threads_are_told_of_the_gil(supervisor: Supervisor) -> None:
    source = (
        POOL
        + """
    def f(term, workers):
        with ThreadPoolExecutor(workers) as pool:
            return sum(pool.map(lambda k: part(term, range(k, 24, workers)), range(workers)))
    """
    )
    diagnosis = refused(lab_for(supervisor, source))
    assert diagnosis.kind is Kind.NOT_PROCESSES
    assert "share one GIL" in diagnosis.summary
    assert len(diagnosis.timeline) == 4


@pytest.mark.usefixtures("impatient")
def test_waiting_for_each_task_is_told_so(supervisor: Supervisor) -> None:
    source = (
        POOL
        + """
    def f(term, workers):
        queue = Queue()
        for k in range(workers):
            process = Process(target=lambda: queue.put(part(term, range(k, 24, workers))))
            process.start()
            process.join()
        return sum(queue.get() for _ in range(workers))
    """
    )
    diagnosis = refused(lab_for(supervisor, source), start_method="fork")
    assert diagnosis.kind is Kind.NOT_PARALLEL
    assert "each task was waited for" in diagnosis.summary


@pytest.mark.usefixtures("impatient")
def test_one_worker_that_does_most_is_named(supervisor: Supervisor) -> None:
    source = (
        POOL
        + """
    def f(term, workers):
        with Pool(workers) as pool:
            shares = [range(19), range(19, 21), range(21, 23), range(23, 24)]
            return sum(pool.starmap(part, [(term, share) for share in shares], chunksize=1))
    """
    )
    diagnosis = refused(lab_for(supervisor, source))
    assert diagnosis.kind is Kind.NOT_PARALLEL
    assert "did 79 % of the work" in diagnosis.summary
    assert diagnosis.facts["speedup"] == pytest.approx(24 / 19, abs=0.01)
    assert diagnosis.facts["best"] < 2.8


@pytest.mark.usefixtures("impatient")
def test_sleeping_and_patched_clocks_gain_nothing(supervisor: Supervisor) -> None:
    source = """
        import os, time

        def f(term, workers):
            time.monotonic = time.perf_counter = time.time = lambda: 0.0
            os.cpu_count = lambda: 1
            os.getpid = iter(range(5000, 9000)).__next__
            result = 0
            for i in range(24):
                time.sleep(0.01)
                result += term(i)
            return result
    """
    diagnosis = refused(lab_for(supervisor, source))
    assert diagnosis.kind in (Kind.NOT_PROCESSES, Kind.TAMPERING)


def test_work_that_is_never_asked_for_is_missed(supervisor: Supervisor) -> None:
    source = "def f(term, workers):\n    return term(0) + term(1) + term(1) + term(99)"
    run = lab_for(supervisor, source).gate(total, 1, items={0: 5, 1: 6, 2: 7}, workers=1)
    assert (run.missing, run.repeated, run.unknown) == ((2,), (1,), (99,))
    diagnosis = rejection(run.expect_each_once, "term({item})")
    assert diagnosis.summary.startswith("term(2): never called")
    assert refused(lab_for(supervisor, source), items={0: 5, 1: 6, 2: 7}, workers=1).kind is (
        Kind.WRONG_RESULT
    )


@pytest.mark.usefixtures("impatient")
def test_a_program_that_waits_for_ever_is_found_long_before_its_deadline(
    supervisor: Supervisor,
) -> None:
    source = "import threading\ndef f(term, workers):\n    term(0)\n    threading.Event().wait()"
    diagnosis = refused(lab_for(supervisor, source), items={0: 1}, deadline=500.0)
    assert diagnosis.kind is Kind.NEVER_ENDS
    assert diagnosis.line == 4


def test_a_loop_without_end_is_never_ending(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    # However little of a busy machine it gets.
    monkeypatch.setattr(gate_verb, "HAD_ITS_CHANCE", 0.001)
    source = "def f(term, workers):\n    term(0)\n    while True: pass"
    diagnosis = refused(lab_for(supervisor, source), items={0: 1}, deadline=2.0)
    assert diagnosis.kind is Kind.NEVER_ENDS
    assert diagnosis.line == 3


@pytest.mark.usefixtures("impatient")
def test_a_refused_program_gets_no_more_time_than_its_timeline_needs(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gates, "EPILOGUE", 0.1)
    source = "def f(term, workers):\n    term(0)\n    while True: term(1)"
    diagnosis = refused(lab_for(supervisor, source), deadline=500.0)
    assert diagnosis.kind is Kind.NOT_PROCESSES
    assert "could still have been reached" in diagnosis.summary


def test_a_refused_program_that_still_calls_is_seen_to_its_end_within_bounds() -> None:
    with Gate(dict.fromkeys(range(9), Item(1)), 4, 0.9, list) as gate:
        gate.best = 1.0
        now = time.monotonic()
        gate._refused_at = now - 2 * gates.EPILOGUE
        gate._moved_at = now
        assert gate.step(0) is State.GOING
        gate._moved_at = now - 2 * gates.EPILOGUE
        assert gate.step(0) is State.REFUSED
        gate._moved_at = now
        gate._refused_at = now - 2 * gates.EPILOGUES * gates.EPILOGUE
        assert gate.step(0) is State.REFUSED


def test_when_nothing_can_be_proven_it_is_an_error_of_the_kit_and_no_failure(
    supervisor: Supervisor,
) -> None:
    """A main process that spins could start somebody any moment."""
    source = (
        POOL
        + """
    def f(term, workers):
        queue = Queue()
        process = Process(target=lambda: queue.put(part(term, range(24))))
        process.start()
        while queue.empty():
            pass
        return queue.get()
    """
    )
    with pytest.raises(Undecided):
        lab_for(supervisor, source).gate(
            total, 4, items=ITEMS, workers=4, efficiency=0.7, start_method="fork", deadline=3.0
        )


@pytest.mark.usefixtures("impatient")
def test_an_exception_of_the_program_comes_before_everything(supervisor: Supervisor) -> None:
    source = "def f(term, workers):\n    raise ValueError(term(0))"
    diagnosis = refused(lab_for(supervisor, source))
    assert diagnosis.kind is Kind.EXCEPTION
    assert "1000" in diagnosis.summary


def test_children_left_over_are_found_only_where_that_is_asked(supervisor: Supervisor) -> None:
    source = (
        POOL
        + """
    pools = []
    def f(term, workers):
        pools.append(Pool(2))
        return sum(pools[-1].map(term, range(24)))
    """
    )
    lab = lab_for(supervisor, source)
    assert lab.gate(total, 2, items=ITEMS, workers=2).value == sum(ITEMS.values())
    diagnosis = rejection(lab.gate, total, 2, items=ITEMS, workers=2, none_left=True)
    assert diagnosis.kind is Kind.LEAKED_PROCESS
    assert len(diagnosis.facts["pids"]) == 2


def test_a_main_process_that_does_all_is_no_child(supervisor: Supervisor) -> None:
    run = lab_for(supervisor, "def f(term, workers):\n    return term(0)").gate(
        total, 1, items={0: 1}, workers=1
    )
    assert run.speedup is None
    assert rejection(run.expect_children).kind is Kind.NOT_PROCESSES


def test_waiting_work_overlaps_in_the_threads_of_one_process(supervisor: Supervisor) -> None:
    source = (
        POOL
        + """
    def f(term, workers):
        with ThreadPoolExecutor(12) as pool:
            return sum(pool.map(term, range(12)))
    """
    )
    items = {i: Item(i, Cost(2.0, on_core=False)) for i in range(12)}
    run = lab_for(supervisor, source).gate(total, 1, items=items, workers=1, efficiency=0.5)
    assert run.speedup == pytest.approx(12.0)


BOTH = {i: Item(i, Cost(3.0)) for i in range(4)} | {
    i: Item(i, Cost(3.0, on_core=False)) for i in range(4, 10)
}
"""Four sums and six waits, which together take as long as one of them."""


def test_waits_overlap_with_what_is_computed_beside_them(supervisor: Supervisor) -> None:
    source = (
        POOL
        + """
    def f(term, workers):
        with ProcessPoolExecutor(4) as processes, ThreadPoolExecutor(6) as threads:
            sums = [processes.submit(term, i) for i in range(4)]
            time.sleep(0.3)  # all cores have been busy for long when the first wait begins
            waits = [threads.submit(term, i) for i in range(4, 10)]
            return sum(work.result() for work in sums + waits)
    """
    )
    run = lab_for(supervisor, source).gate(total, 4, items=BOTH, workers=4, efficiency=2.0)
    assert run.speedup == pytest.approx(10.0)


def test_one_kind_of_work_after_the_other_is_refused(supervisor: Supervisor) -> None:
    source = (
        POOL
        + """
    def f(term, workers):
        with ProcessPoolExecutor(4) as processes:
            sums = list(processes.map(term, range(4)))
        with ThreadPoolExecutor(6) as threads:
            return sum(sums) + sum(threads.map(term, range(4, 10)))
    """
    )
    answer = lab_for(supervisor, source)
    diagnosis = rejection(answer.gate, total, 4, items=BOTH, workers=4, efficiency=2.0)
    assert diagnosis.kind is Kind.NOT_CONCURRENT
    assert "Nobody computed while others waited" in diagnosis.summary


def test_without_proc_idle_cores_are_no_failure_but_one_process_is(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gates, "can_see", lambda: False)
    monkeypatch.setattr(gates, "GRACE", 1.0)
    assert Gate({}, 1, 1.0, list)._stall is None
    alone = lab_for(supervisor, "def f(term, workers):\n    return sum(map(term, range(24)))")
    assert refused(alone).kind is Kind.NOT_PROCESSES
    one_task = lab_for(
        supervisor,
        POOL + "    def f(term, workers):\n"
        "        with Pool(4) as pool:\n"
        "            return pool.apply(part, (term, range(24)))",
    )
    with pytest.raises(Undecided):
        one_task.gate(total, 4, items=ITEMS, workers=4, efficiency=0.7)
    # A child that comes too late finds that all is done: nobody can tell that it never would.
    late = lab_for(
        supervisor,
        POOL + "    def f(term, workers):\n"
        "        process = Process(target=time.sleep, args=(0.2,))\n"
        "        process.start()\n"
        "        result = part(term, range(24))\n"
        "        process.join()\n"
        "        return result",
    )
    with pytest.raises(Undecided):
        late.gate(total, 4, items=ITEMS, workers=4, efficiency=0.7)


def test_without_proc_the_deadline_leaves_room_for_giving_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Gate(dict.fromkeys(range(9), Item(1)), 4, 0.9, list) as gate:
        assert gate.patience == (0 if gates.can_see() else 2 * gates.GRACE)
    monkeypatch.setattr(gates, "can_see", lambda: False)
    with Gate({}, 4, 0.9, list) as gate:
        assert gate.patience > gates.GRACE >= 30.0
    with Gate({}, 4, 0.0, list) as gate:
        assert gate.patience == 0.0


def test_who_arrives_at_the_last_moment_ends_a_stall(monkeypatch: pytest.MonkeyPatch) -> None:
    arriving = iter([[], [Request(1, Caller(7, 1), (0,))]])
    with Gate(dict.fromkeys(range(9), Item(1)), 4, 0.9, list) as gate:
        gate._stall = SimpleNamespace(look=lambda: True, restart=lambda: None, quiet=60.0)  # type: ignore[assignment]
        monkeypatch.setattr(gate._server, "poll", lambda _timeout: next(arriving))
        assert gate.step(0) is State.GOING
        assert (gate.schedule.held, gate.best) == (1, None)
