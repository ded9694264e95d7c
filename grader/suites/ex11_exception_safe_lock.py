"""Exception-safe lock: what an answer to ex11 has to keep."""

from __future__ import annotations

from functools import partial
from itertools import accumulate
from typing import Any

from grader.check import N_, Kind, _, check, expect, same, short
from grader.lab import Lab
from grader.lab.demands import Demand, gives, raises
from grader.lab.scenes import attempt, together


class Objection(Exception):
    """An exception that no answer can know."""


class Alarm(BaseException):
    """Not even an Exception, as KeyboardInterrupt is not."""


CENTURY = 100 * 365 * 86_400
"""Seconds: no time limit is that long, but for threading.TIMEOUT_MAX, which is none."""


def in_turn(answer: Any, entries: list[int]) -> dict[str, Any]:
    """Entries that nobody refuses, one after another: what was audited, what stands there."""
    audits: list[Any] = []
    answer.Ledger(lambda total, entry: None).post(1)  # has nothing to do with the next one
    ledger = answer.Ledger(lambda total, entry: audits.append([total, entry]))
    before = list(ledger.entries)
    for entry in entries:
        ledger.post(entry)
    return {"before": before, "entries": list(ledger.entries), "audits": audits}


def seen_during_the_audit(answer: Any, entry: int) -> list[int]:
    """What an observer sees in the ledger before the first audit has returned; nothing where the
    observer is kept waiting until then."""
    import threading
    import time

    early: list[int] = []
    audits: list[str] = []

    def look() -> None:
        entries = list(ledger.entries)
        early.extend(entries if audits == ["begun"] else [])

    observer = threading.Thread(target=look, name="observer")

    def audit(total: int, entry: int) -> None:
        audits.append("begun")
        if audits == ["begun"]:
            observer.start()
            time.sleep(0.2)
            audits.append("over")

    ledger: Any = answer.Ledger(audit)
    ledger.post(entry)
    if audits:
        observer.join()
    return early


@check(1, N_("an entry is audited with the total so far, then written down"))
def entries_are_audited_and_written(lab: Lab) -> None:
    entries = [lab.rng.randrange(-500, 500) for _i in range(3)]
    totals = [0, *accumulate(entries)]
    for seen in lab.explore(in_turn, entries, schedules=30).values:
        same(seen["before"], [], _("the entries of a new ledger"))
        same(seen["entries"], entries, _("the entries, after three were posted"))
        wanted = [list(audit) for audit in zip(totals, entries, strict=False)]
        missing = [audit for audit in wanted if audit not in seen["audits"]]
        same(missing, [], _("the calls audit(total, entry) that were due and not made"))
    for early in lab.explore(seen_during_the_audit, entries[0], schedules=30).values:
        same(early, [], _("the entries, before the first audit had returned"))


def refused(answer: Any, first: int, second: int, text: str) -> dict[str, Any]:
    """What came of an entry that the auditors refuse, whether that was their exception itself, and
    what stands in the ledger."""
    objection = Objection(text)
    itself: list[bool] = []

    def audit(total: int, entry: int) -> None:
        if entry == second:
            raise objection

    def post() -> None:
        try:
            ledger.post(second)
        except Exception as error:
            itself.append(error is objection)
            raise

    ledger = answer.Ledger(audit)
    ledger.post(first)
    came = attempt(post)
    return {"came": came, "itself": itself, "entries": list(ledger.entries)}


@check(1, N_("a refused entry is not written, and the caller gets the exception"))
def a_refusal_reaches_the_caller(lab: Lab) -> None:
    first, second = lab.rng.sample(range(1, 500), 2)
    text = f"objection {lab.rng.randrange(1000)}"
    demand = raises(Objection, _("post, when the audit refuses the entry"), text)
    for seen in lab.explore(refused, first, second, text, schedules=30).values:
        expect(demand["holds"](seen["came"]), demand["kind"], demand["otherwise"](seen["came"]))
        copied = _("post raised an exception of the right type and text, but not the audit's own.")
        expect(seen["itself"] == [True], Kind.WRONG_RESULT, copied)
        same(seen["entries"], [first], _("the entries, after one was written and one refused"))


def one_clerk_after_another(answer: Any, error: str, bad: int, good: list[int]) -> Any:
    """clerk-1 posts an entry for which the audit raises `error`, and has gone when clerk-2 comes
    and posts one of `good`, and then clerk-3 the other."""
    import builtins

    own = {"Objection": Objection, "Alarm": Alarm}
    wanted = own.get(error) or getattr(builtins, error)

    def audit(total: int, entry: int) -> None:
        if entry == bad:
            raise wanted

    def refused() -> str:
        try:
            ledger.post(bad)
        except wanted:
            return "raised"
        return "returned"

    ledger = answer.Ledger(audit)
    came = together({"clerk-1": refused})
    for clerk, entry in zip(("clerk-2", "clerk-3"), good, strict=True):
        together({clerk: partial(ledger.post, entry)})
    return [*came, *ledger.entries]


def explore_clerks(lab: Lab, error: str) -> None:
    bad, *good = lab.rng.sample(range(1, 500), 3)
    what = _("What clerk-1 got from the audit's {error}, and the entries that the others posted")
    right = gives(["raised", *good], what.format(error=error), Kind.WRONG_RESULT)
    lab.explore(one_clerk_after_another, error, bad, good, schedules=40, **right)


@check(3, N_("after a refused entry the next clerk can post"))
def the_next_clerk_can_post(lab: Lab) -> None:
    explore_clerks(lab, "ValueError")


@check(2, N_("whatever the audit raises, the ledger can still be used"))
def whatever_the_audit_raises(lab: Lab) -> None:
    for error in ("LookupError", "Objection", "KeyboardInterrupt", "Alarm"):
        explore_clerks(lab, error)


def at_once(answer: Any, start: int, orders: dict[str, list[int]], slow: bool) -> dict[str, Any]:
    """A ledger of `start` that must not fall below 0, in which one entry was refused already; then
    all clerks post their `orders` at the same time. A slow audit takes a virtual century."""
    audits: dict[str, list[Any]] = {"passed": [], "objected": []}

    def audit(total: int, entry: int) -> None:
        import time

        if slow:
            time.sleep(CENTURY)
        if total + entry < 0:
            audits["objected"].append([total, entry])
            raise ValueError(total)
        audits["passed"].append([total, entry])

    def post_all(entries: list[int]) -> list[int]:
        """Those that were refused."""
        return [entry for entry in entries if attempt(ledger.post, entry)[0] == "raised"]

    ledger = answer.Ledger(audit)
    ledger.post(start)
    together({"clerk-0": partial(post_all, [-start - 1])})
    lists = together({clerk: partial(post_all, entries) for clerk, entries in orders.items()})
    refused = [entry for entries in lists if entries for entry in entries]
    return {"entries": list(ledger.entries), "refused": refused, **audits}


def one_audited_total_each(start: int, orders: dict[str, list[int]]) -> Demand:
    """Every entry is written on a total that the audit has passed, or refused by the audit."""
    wanted = sorted(entry for entries in orders.values() for entry in entries)

    def holds(seen: Any) -> bool:
        entries = seen["entries"]
        due = zip([0, *accumulate(entries)], entries, strict=False)
        return (
            entries[0] == start
            and sorted(entries[1:] + seen["refused"]) == wanted
            and all(list(audit) in seen["passed"] for audit in due)
            and {entry for _total, entry in seen["objected"]}.issuperset(seen["refused"])
        )

    def otherwise(seen: Any) -> str:
        return _(
            "The ledger held {start}, and its total must not fall below 0. These were posted at "
            "the same time: {entries}. Now the ledger holds {written}; refused with an exception "
            "were {refused}."
        ).format(
            start=start,
            entries=short(wanted),
            written=short(seen["entries"]),
            refused=short(seen["refused"]),
        )

    return Demand(holds=holds, otherwise=otherwise, kind=Kind.RACE)


@check(3, N_("nobody comes between an audit and its entry, however slow it is"))
def audit_and_entry_belong_together(lab: Lab) -> None:
    start = lab.rng.randrange(100, 200)
    spent = start - lab.rng.randrange(1, 40)
    twice = {"clerk-1": [-spent], "clerk-2": [-spent]}
    demand = one_audited_total_each(start, twice)
    lab.explore(at_once, start, twice, True, schedules=200, **demand)
    many = {
        f"clerk-{n}": [lab.rng.choice([-1, 1]) * lab.rng.randrange(1, 90) for _i in range(20)]
        for n in range(1, 7)
    }
    demand = one_audited_total_each(start, many)
    lab.stress(at_once, start, many, False, rounds=3, deadline=10.0, **demand)
