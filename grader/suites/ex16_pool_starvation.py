"""Pool starvation: what an answer to ex16 has to keep.

A folder is described by two lists, the sizes of its files and its folders: [[3, 4], [[[5], []]]].
"""

from __future__ import annotations

from typing import Any

from grader.check import N_, Kind, _, check, expect, ngettext, same
from grader.lab import Lab
from grader.lab.demands import Demand, entry, gives, raises
from grader.lab.scenes import HOUR, Gauge, attempt, together

Shape = list[Any]


class Disk:
    """A disk with an executor that is to read it; sees who reads, and how many at once.

    A folder takes `seconds`, in so many `naps`. That in which a file has the size `broken` cannot
    be read.
    """

    def __init__(
        self, workers: int, seconds: float = 1 / 100, naps: int = 1, broken: int = -1
    ) -> None:
        import threading
        from concurrent.futures import ThreadPoolExecutor

        self.readers: list[int] = []
        enrol = lambda: self.readers.append(threading.get_ident())  # noqa: E731
        self.executor = ThreadPoolExecutor(workers, "reader", enrol)
        self.reading = Gauge()
        self.strangers = 0
        self.failures = 0
        self.seconds = seconds
        self.naps = naps
        self.broken = broken
        self.error = PermissionError(f"folder with {broken}")


class Folder:
    def __init__(self, disk: Disk, shape: Shape) -> None:
        self.disk = disk
        self.sizes = shape[0]
        self.folders = [Folder(disk, inner) for inner in shape[1]]

    def read(self) -> tuple[list[int], list[Folder]]:
        import threading
        import time

        with self.disk.reading:
            self.disk.strangers += threading.get_ident() not in self.disk.readers
            for _nap in range(self.disk.naps):
                time.sleep(self.disk.seconds / self.disk.naps)
            if self.disk.broken in self.sizes:
                self.disk.failures += 1
                raise self.disk.error
        return list(self.sizes), list(self.folders)


def read_tree(
    answer: Any, shape: Shape, workers: int, seconds: float = 1 / 100, naps: int = 1
) -> dict[str, Any]:
    """The size of a tree, how many folders were read, by whom, and how many at once."""
    disk = Disk(workers, seconds, naps)
    with disk.executor:
        found = answer.size(Folder(disk, shape), disk.executor)
    who = {"strangers": disk.strangers, "threads": len(disk.readers)}
    return {"size": found, "reads": disk.reading.entered, "most": disk.reading.most, **who}


def right_size(shape: Shape, workers: int) -> Demand:
    what = _("The size of a tree, with an executor of {workers} workers")
    return entry("size", gives(total(shape), what.format(workers=workers)))


@check(1, N_("a folder is as large as its files, and an empty one has size 0"))
def a_single_folder(lab: Lab) -> None:
    shapes: list[Shape] = [[sizes(lab, 3) * 2, []], [[], []]]
    for shape in shapes:
        lab.explore(read_tree, shape, 2, schedules=20, **right_size(shape, 2))


@check(2, N_("every folder of the tree is counted, and read once"))
def every_folder_is_counted(lab: Lab) -> None:
    deep = [sizes(lab, 1), [[sizes(lab, 2), []]]]
    shape = [sizes(lab, 2), [[sizes(lab, 1), [deep, [[], []]]]]]
    n = 5
    for got in lab.explore(read_tree, shape, n, schedules=40, **right_size(shape, n)).values:
        same(got["reads"], n, _("how often read was called for {n} folders").format(n=n))
    shape = [[], [[sizes(lab, 1), []], [sizes(lab, 1), []]]]
    lab.explore(read_tree, shape, 3, HOUR, schedules=60, **right_size(shape, 3))


@check(4, N_("however few workers there are, the tasks never all wait for each other"))
def few_workers_are_enough(lab: Lab) -> None:
    leaf = [sizes(lab, 1), []]
    inner = [sizes(lab, 1), [leaf]]
    for shape, workers in ((inner, 1), ([sizes(lab, 1), [inner, inner]], 2)):
        lab.explore(read_tree, shape, workers, schedules=80, **right_size(shape, workers))
    for _level in range(2):
        inner = [sizes(lab, 2), [inner, leaf, inner]]
    lab.stress(read_tree, inner, 3, rounds=2, deadline=10.0, **right_size(inner, 3))


@check(2, N_("only the threads of the executor read, and there are no more of them"))
def only_the_executor_reads(lab: Lab) -> None:
    leaf = [sizes(lab, 1), []]
    for got in lab.explore(read_tree, [[], [[[], [leaf]], leaf, leaf]], 3, schedules=60).values:
        expect(
            got["strangers"] == 0,
            Kind.WRONG_RESULT,
            _(
                "read was called {reads} times, {strangers} times in a thread that is none of the "
                "executor's."
            ).format(reads=got["reads"], strangers=got["strangers"]),
        )
        expect(
            got["threads"] <= 3,
            Kind.WRONG_RESULT,
            _(
                "An executor with {workers} workers was handed in; when the call had returned, it "
                "had {threads} threads."
            ).format(workers=3, threads=got["threads"]),
        )


@check(2, N_("folders that lie side by side are read at the same time"))
def folders_are_read_at_the_same_time(lab: Lab) -> None:
    n = 6
    shape: Shape = [[], [[sizes(lab, 1), []] for _place in range(n)]]
    # Further down, two more workers: one for each of the folders above, whose task may wait.
    for tree, workers in ((shape, n), ([[], [shape]], n + 2)):
        # Where a caller asks without a pause, sleepers are woken by turns, whether or not all have
        # begun: so each sleeps again and again.
        seen = lab.explore(read_tree, tree, workers, 1 / 100, 20, schedules=10)
        most = max(got["most"] for got in seen.values)
        text = ngettext(
            "{n} folders side by side, and {workers} workers: at most {most} was being read at the "
            "same time.",
            "{n} folders side by side, and {workers} workers: at most {most} were being read at "
            "the same time.",
            most,
        )
        expect(most == n, Kind.NOT_CONCURRENT, text.format(n=n, workers=workers, most=most))


def read_broken(answer: Any, shape: Shape, broken: int, workers: int) -> dict[str, Any]:
    """What comes of a tree in which the folder with the size `broken` cannot be read: whether the
    caller gets `itself` what read raised, and how often it was raised."""
    disk = Disk(workers, broken=broken)
    caught: list[Exception] = []

    def call() -> Any:
        try:
            return answer.size(Folder(disk, shape), disk.executor)
        except Exception as error:
            caught.append(error)
            raise

    with disk.executor:
        end = attempt(call)
    itself = [error is disk.error for error in caught]
    return {"end": end, "itself": itself, "failures": disk.failures}


@check(1, N_("an exception of read reaches the caller"))
def an_exception_reaches_the_caller(lab: Lab) -> None:
    first, bad, last = sizes(lab, 3)
    shape = [[first], [[[last], []], [[last], [[[bad], []]]]]]
    what, reason = _("size, when a folder cannot be read"), f"folder with {bad}"
    demand = entry("end", raises(PermissionError, what, reason))
    for got in lab.explore(read_broken, shape, bad, 4, schedules=60, **demand).values:
        text = _("{what}: another {error} was raised, not the object that read had raised.")
        error = f"PermissionError({reason!r})"
        expect(got["itself"] == [True], Kind.WRONG_RESULT, text.format(what=what, error=error))
        same(got["failures"], 1, _("how often read was called for the folder that cannot be read"))


def two_callers(answer: Any, shapes: list[Shape], workers: int) -> list[Any]:
    """Two calls at the same time on one executor, and a task after them."""
    disk = Disk(workers)
    with disk.executor:
        first, second = (Folder(disk, shape) for shape in shapes)
        found = together(
            {
                "caller-1": lambda: answer.size(first, disk.executor),
                "caller-2": lambda: answer.size(second, disk.executor),
            }
        )
        return [*found, disk.executor.submit(abs, -1).result()]


def beside_others(answer: Any, shape: Shape, broken: int = -1) -> dict[str, Any]:
    """The size of a tree, read by one worker for whom others always have a task in the queue, and
    how many of these were cancelled. What the call submits has its turn after two or three."""
    import time

    disk = Disk(1, broken=broken)
    tasks: list[Any] = []
    over = False

    def work() -> None:
        if not over:
            tasks.append(disk.executor.submit(work))
            # Longer and longer: who looks every hour does not meet more of them than others.
            time.sleep(1.5 ** len(tasks) / 100)

    with disk.executor:
        tasks += [disk.executor.submit(work) for _task in range(2)]
        try:
            found = answer.size(Folder(disk, shape), disk.executor)
        except PermissionError:
            found = None
        over = True
    return {"size": found, "cancelled": sum(task.cancelled() for task in tasks)}


@check(1, N_("others can use the executor at the same time, and afterwards"))
def the_executor_is_shared(lab: Lab) -> None:
    shapes: list[Shape] = [[sizes(lab, 1), [[sizes(lab, 1), []]]] for _call in range(2)]
    what = _("What two calls at the same time return, and a task that returns 1 after them")
    lab.explore(two_callers, shapes, 6, schedules=60, **gives([*map(total, shapes), 1], what))
    what = _("The size of a tree, while others go on submitting tasks")
    demand = entry("size", gives(total(shapes[0]), what))
    lab.explore(beside_others, shapes[0], schedules=5, **demand)
    for got in lab.explore(beside_others, shapes[0], shapes[0][0][0], schedules=5).values:
        what = _("how many tasks of others were cancelled when a folder could not be read")
        same(got["cancelled"], 0, what)


def sizes(lab: Lab, n: int) -> list[int]:
    """The sizes of `n` files, all different."""
    return lab.rng.sample(range(1, 10_000), n)


def total(shape: Shape) -> int:
    """The size of a tree."""
    return sum(shape[0]) + sum(map(total, shape[1]))
