"""Daemon or not: what an answer to ex04 has to keep. Saving takes moments, since an answer may look
every millisecond, and each look is a few steps."""

from __future__ import annotations

from typing import Any

from grader.check import N_, Kind, _, check, expect, ngettext, same
from grader.lab import Lab
from grader.lab.demands import at_most, gives, none_left, raises
from grader.lab.scenes import Gauge, attempt, linger, threads_left


def saved_by(answer: Any, entries: list[str], slow: bool = False) -> list[str]:
    """What is saved of `entries` when close returns; where it is `slow`, each lasts until nobody
    else can do anything."""
    import time

    saved: list[str] = []

    def save(entry: str) -> None:
        if slow:
            linger()
        else:
            time.sleep(0.02)
        saved.append(entry)

    journal = answer.Journal(save)
    for entry in entries:
        journal.write(entry)
    journal.close()
    return saved[:]


def saved_by_two(answer: Any, entries: list[str]) -> list[list[str]]:
    """What two journals save, one of which is closed before the other."""
    saved: list[list[str]] = [[], []]
    first, second = [answer.Journal(one.append) for one in saved]
    first.write(entries[0])
    second.write(entries[1])
    first.close()
    second.write(entries[2])
    second.close()
    return saved


@check(2, N_("when close returns, everything is saved, in order"))
def close_saves_everything(lab: Lab) -> None:
    entries = texts(lab, 3)
    demand = gives(entries, _("what is saved when close returns"), Kind.WRONG_RESULT)
    lab.explore(saved_by, entries, schedules=100, **demand)
    # An empty text is an entry like any other, and so is one that was there before, or just now.
    again = [entries[0], entries[0], "", entries[0]]
    demand = gives(again, _("what is saved when close returns"), Kind.WRONG_RESULT)
    lab.explore(saved_by, again, schedules=20, **demand)
    lab.explore(saved_by, again, True, schedules=5, **demand)
    two = gives([entries[:1], entries[1:]], _("what two journals save"), Kind.WRONG_RESULT)
    lab.explore(saved_by_two, entries, schedules=30, **two)


def left_by(answer: Any, entries: list[str]) -> list[str]:
    return threads_left(lambda: saved_by(answer, entries))


@check(1, N_("when close returns, no thread is left"))
def close_leaves_no_thread(lab: Lab) -> None:
    lab.explore(left_by, texts(lab, 2), schedules=100, **none_left("close"))
    lab.explore(left_by, [], schedules=20, **none_left("close"))


def most_at_once(answer: Any, entries: list[str]) -> int:
    import time

    gauge = Gauge()

    def save(entry: str) -> None:
        with gauge:
            time.sleep(0.02)

    journal = answer.Journal(save)
    for entry in entries:
        journal.write(entry)
    attempt(journal.close)
    return gauge.most


@check(1, N_("never more than one entry is being saved"))
def one_at_a_time(lab: Lab) -> None:
    what = _("the entries that were being saved at once")
    lab.explore(most_at_once, texts(lab, 3), schedules=50, **at_most(1, what))


def written_while_saving(answer: Any, entries: list[str]) -> bool:
    """Whether everything can be written while the first entry is still being saved."""
    import threading

    written = threading.Event()
    waited: list[bool] = []

    def save(entry: str) -> None:
        waited.append(written.wait(60))

    journal = answer.Journal(save)
    for entry in entries:
        journal.write(entry)
    written.set()
    journal.close()
    return all(waited)


@check(2, N_("write does not wait until an entry is saved"))
def write_does_not_wait(lab: Lab) -> None:
    text = _("A program that wrote {n} entries had to wait until one of them was saved.")
    for n, schedules in ((3, 30), (110, 2)):
        seen = lab.explore(written_while_saving, texts(lab, n), schedules=schedules).values
        expect(all(seen), Kind.NOT_CONCURRENT, text.format(n=n))


def saved_meanwhile(answer: Any, entries: list[str], idle: bool) -> int:
    """How many of `entries` are saved, each within a minute, without close and without a further
    entry, be they the first ones after an `idle` hour or not."""
    import threading

    saved = threading.Semaphore(0)
    journal = answer.Journal(lambda entry: saved.release())
    if idle:
        linger()
    for entry in entries:
        journal.write(entry)
    in_time = sum([saved.acquire(timeout=60) for _entry in entries])
    journal.close()
    return in_time


@check(1, N_("entries are saved while the program goes on"))
def saved_in_the_background(lab: Lab) -> None:
    for n, idle, schedules in ((1, False, 20), (3, False, 20), (1, True, 5)):
        seen = lab.explore(saved_meanwhile, texts(lab, n), idle, schedules=schedules).values
        text = ngettext(
            "An entry was written, and a minute later it was not saved.",
            "{n} entries were written, and after some minutes only {saved} had been saved.",
            n,
        )
        expect(min(seen) == n, Kind.NOT_CONCURRENT, text.format(n=n, saved=min(seen)))


def after_close(answer: Any, entry: str) -> Any:
    """What comes of writing to a closed journal, after it has been closed a second time."""
    saved: list[str] = []
    journal = answer.Journal(saved.append)
    journal.close()
    journal.close()
    return attempt(journal.write, entry)


@check(1, N_("closing twice is fine, and a closed journal refuses entries"))
def a_closed_journal_refuses(lab: Lab) -> None:
    demand = raises(ValueError, _("writing to a closed journal"))
    lab.explore(after_close, texts(lab, 1)[0], schedules=30, **demand)


def forgotten(answer: Any, entries: list[str], idle: bool) -> Any:
    """What is saved of `entries` when the program is over and nobody has closed the journal, be
    there an `idle` hour before its end or not. Each save lasts as long as somebody has patience."""
    saved: list[str] = []

    def save(entry: str) -> None:
        linger()
        saved.append(entry)

    journal = answer.Journal(save)
    for entry in entries:
        journal.write(entry)
    if idle:
        linger()
    return lambda: saved


def two_forgotten(answer: Any, entries: list[str], seconds: list[float]) -> Any:
    """What two journals have saved when the program is over and nobody has closed them. A moment
    before its end each has been given its only entry, and it takes so many `seconds` to save."""
    import time

    saved: list[list[str]] = [[], []]

    def saving(place: int) -> Any:
        def save(entry: str) -> None:
            time.sleep(seconds[place])
            saved[place].append(entry)

        return save

    journals = [answer.Journal(saving(place)) for place in range(2)]
    for journal, entry in zip(journals, entries, strict=True):
        journal.write(entry)
    time.sleep(0.01)
    return lambda: saved


PROGRAM = """\
import time
import {module}

def save(entry):
    time.sleep(0.05)
    print("saved", entry)

def work():
    journal = {module}.Journal(save)
    for entry in {entries}:
        journal.write(entry)

work()
{ending}
"""


@check(2, N_("a program that forgets close ends all the same"))
def a_program_ends_without_close(lab: Lab) -> None:
    for entries in ([], texts(lab, 2)):
        lab.explore(forgotten, entries, False, schedules=50, late=True)


@check(3, N_("a program that ends without close loses nothing"))
def nothing_is_lost_without_close(lab: Lab) -> None:
    entries = texts(lab, 3)
    for idle, what in (
        (False, _("what a program has saved that ends without close")),
        (True, _("what a program has saved that waits, and ends without close")),
    ):
        demand = gives(entries, what, Kind.WRONG_RESULT)
        lab.explore(forgotten, entries, idle, schedules=30, late=True, **demand)
    what = _("what two journals have saved when a program ends without close")
    two = gives([entries[:1], entries[1:2]], what, Kind.WRONG_RESULT)
    for seconds in [0.04, 0.02], [0.02, 0.04]:
        lab.explore(two_forgotten, entries[:2], seconds, schedules=5, late=True, **two)
    for ending, what in (
        ("", _("what a program has saved that ends without close")),
        ("raise LookupError", _("what a program has saved that ends by an exception")),
    ):
        module = lab.submission.module
        program = PROGRAM.format(module=module, entries=entries, ending=ending)
        lines = lab.script(program=program).stdout.splitlines()
        same([line.removeprefix("saved ") for line in lines], entries, what)


def texts(lab: Lab, n: int) -> list[str]:
    """`n` entries that nobody can know beforehand."""
    return [f"page {number}" for number in lab.rng.sample(range(100, 1000), n)]
