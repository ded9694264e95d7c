"""Readers and writers: what an answer to ex22 has to keep."""

from __future__ import annotations

from typing import Any

from grader.check import N_, Kind, _, check, reject, same
from grader.lab import Lab
from grader.lab.demands import Demand, entry, gives
from grader.lab.scenes import Gauge, linger, together

A_MOMENT = 1e-5
"""Virtual seconds: over as soon as nobody can move, and too short for many looks of who polls."""


def crowd(answer: Any, names: list[str], patient: bool) -> dict[str, Any]:
    """All come at the same time: who was in together with a writer, who has been in, and how many
    were in at most.

    The patient leave when nobody else can do anything, the unlucky by an exception.
    """
    import time
    from contextlib import suppress

    lock = answer.ReadWriteLock()
    inside: list[str] = []
    clashes: list[list[str]] = []
    been: list[str] = []
    room = Gauge()

    def stay(name: str) -> None:
        clashes.extend([other, name] for other in inside if "writer" in other + name)
        inside.append(name)
        with room:
            if patient:
                linger()
            else:
                time.sleep(1 / 100)
        inside.remove(name)
        been.append(name)

    def visitor(name: str) -> Any:
        def come() -> None:
            with suppress(LookupError), lock.writing() if "writer" in name else lock.reading():
                stay(name)
                if "unlucky" in name:
                    raise LookupError("no such currency")

        return come

    together({name: visitor(name) for name in names})
    return {"clashes": clashes, "been": sorted(been), "most": room.most}


def after_a_writer(answer: Any, names: list[str]) -> int:
    """Readers who come while a writer is in, and leave when nobody else can do anything.

    Gives how many of them were in at most.
    """
    import threading

    lock = answer.ReadWriteLock()
    room = Gauge()

    def read() -> None:
        with lock.reading(), room:
            linger()

    readers = [threading.Thread(target=read, name=name) for name in names]
    with lock.writing():
        for reader in readers:
            reader.start()
        threading.Event().wait(A_MOMENT)
    for reader in readers:
        reader.join()
    return room.most


@check(2, N_("readers can be in at the same time"))
def readers_overlap(lab: Lab) -> None:
    what = _("Readers that are in at the same time when {n} come and nobody writes")
    for names in (["reader-1", "reader-2"], ["reader-1", "reader-2", "reader-3"]):
        demand = gives(len(names), what.format(n=len(names)), Kind.NOT_CONCURRENT)
        lab.explore(crowd, names, True, schedules=50, **entry("most", demand))
    what_then = _("Readers that are in at the same time when {n} have waited for a writer to leave")
    demand = gives(len(names), what_then.format(n=len(names)), Kind.NOT_CONCURRENT)
    lab.explore(after_a_writer, names, schedules=30, **demand)
    names = [f"reader-{number}" for number in range(1, 106)]
    demand = gives(len(names), what.format(n=len(names)), Kind.NOT_CONCURRENT)
    lab.explore(crowd, names, True, schedules=1, **entry("most", demand))


NO_CLASH = Demand(
    holds=lambda got: got["clashes"] == [],
    otherwise=lambda got: _("{first} and {second} were in at the same time.").format(
        first=got["clashes"][0][0], second=got["clashes"][0][1]
    ),
    kind=Kind.RACE,
)
"""Of `crowd`: whoever writes is in alone."""


@check(3, N_("a writer is in alone, without readers and without other writers"))
def a_writer_is_alone(lab: Lab) -> None:
    for names in (["writer-1", "writer-2"], ["reader-1", "writer-1", "reader-2"]):
        lab.explore(crowd, names, False, schedules=120, **NO_CLASH)
    for names in (["writer-1", "reader-1"], ["reader-1", "writer-1"]):
        lab.explore(crowd, names, True, schedules=12, **NO_CLASH)


@check(2, N_("everybody who waits gets in, whatever the interleaving"))
def everybody_gets_in(lab: Lab) -> None:
    what = _("Who has been in when all of these had come")
    names = ["reader-1", "reader-2", "writer-1", "writer-2"]
    lab.explore(crowd, names, False, schedules=120, **entry("been", gives(names, what)))
    names = [f"{kind}-{number}" for kind in ("reader", "writer") for number in range(1, 5)]
    lab.stress(crowd, names, False, rounds=3, deadline=10.0, **entry("been", gives(names, what)))


def overtaking(answer: Any) -> list[list[str]]:
    """They come one by one, each when nobody else can move, and leave when they are told to.

    Gives who was overtaken: a writer that waited while readers were in, and the reader that came
    then and was in before any writer.
    """
    import threading
    import time

    lock = answer.ReadWriteLock()
    inside: list[str] = []
    came: list[str] = []
    been: list[str] = []
    overtaken: list[list[str]] = []
    somebody_is_in = threading.Event()
    names = ["reader-1", "writer-1", "writer-2", "reader-2", "reader-3"]
    may_leave = {name: threading.Event() for name in names}

    def visit(name: str, writers: list[str]) -> None:
        with lock.writing() if "writer" in name else lock.reading():
            if writers and not set(writers) & set(been):
                overtaken.append([writers[0], name])
            inside.append(name)
            been.append(name)
            somebody_is_in.set()
            may_leave[name].wait()
            inside.remove(name)

    def come(name: str) -> None:
        waiting = [other for other in came if "writer" in other and other not in been]
        first = waiting if "reader" in name and "reader" in "".join(inside) else []
        came.append(name)
        threading.Thread(target=visit, args=(name, first), name=name).start()
        threading.Event().wait(A_MOMENT)
        if first:
            time.sleep(3600)  # Nobody who is ready to wait for some time only may go in then.

    for name in names[:4]:
        come(name)
    for _time in range(2):
        somebody_is_in.clear()
        for name in list(inside):
            may_leave[name].set()
        somebody_is_in.wait()
        threading.Event().wait(A_MOMENT)
    come("reader-3")
    for event in may_leave.values():
        event.set()
    return overtaken


@check(3, N_("a waiting writer is not starved by readers that keep coming"))
def a_waiting_writer_is_not_starved(lab: Lab) -> None:
    for overtaken in lab.explore(overtaking, schedules=30).values:
        for writer, reader in overtaken:
            reject(
                Kind.WRONG_RESULT,
                _(
                    "A reader was in, and {writer} was waiting to write. Then {reader} came, and "
                    "got in first. If readers keep coming like this, {writer} waits for ever."
                ).format(writer=writer, reader=reader),
            )


def raise_inside(answer: Any, way: str, other: str) -> list[str]:
    """Leaves the lock by an exception of each kind while somebody waits for it in the other way."""
    import threading

    class Farewell(BaseException):
        pass

    lock = answer.ReadWriteLock()
    ends = []

    def come() -> None:
        with getattr(lock, other)():
            pass

    for kind in (LookupError, SystemExit, KeyboardInterrupt, Farewell):
        error = kind("no such currency")
        next_one = threading.Thread(target=come, name=f"waits for {other}")
        try:
            with getattr(lock, way)():
                next_one.start()
                threading.Event().wait(A_MOMENT)
                raise error
        except (LookupError, SystemExit, KeyboardInterrupt, Farewell) as raised:
            ends.append("its own exception" if raised is error else "another exception")
        else:
            ends.append("no exception")
        next_one.join()
    with lock.reading():
        ends.append("read")
    with lock.writing():
        ends.append("written")
    return ends


@check(2, N_("an exception in the with block gets out, and the lock is released"))
def an_exception_releases_the_lock(lab: Lab) -> None:
    what = _("what comes out of four with blocks that raise, and what can be done after them")
    for way, other in (("reading", "writing"), ("writing", "reading")):
        for got in lab.explore(raise_inside, way, other, schedules=20).values:
            same(got, ["its own exception"] * 4 + ["read", "written"], what)
    names = ["unlucky reader", "reader-1", "writer-1"]
    lab.explore(crowd, names, False, schedules=60, **NO_CLASH)


def two_locks(answer: Any) -> None:
    import threading

    one, other = answer.ReadWriteLock(), answer.ReadWriteLock()
    with one.writing(), other.writing():
        pass

    def write() -> None:
        with one.writing():
            pass

    writer = threading.Thread(target=write, name="waits for one lock")
    with one.reading():
        writer.start()
        threading.Event().wait(A_MOMENT)
        with other.reading():
            pass
        with other.writing():
            pass
    writer.join()


@check(1, N_("two locks have nothing to do with one another"))
def two_locks_are_independent(lab: Lab) -> None:
    lab.explore(two_locks, schedules=20)
