"""Main holds the lock: what an answer to ex12 has to keep."""

from __future__ import annotations

from functools import partial
from typing import Any

from grader.check import N_, Kind, _, check, expect, same
from grader.lab import Lab
from grader.lab.demands import gives
from grader.lab.scenes import Gauge, seconds_of, together

FEE = 100
AT_ONCE = 0.05
"""More virtual seconds than the sleeps of a fee and a deposit take, if an answer keeps them."""


def on_its_own(answer: Any, start: int, amount: int) -> dict[str, Any]:
    """The balance after one deposit, and at its announcements; and after a payday without users."""
    at: list[int] = []
    account: Any = answer.Account(start, lambda text: at.append(account.balance))
    balances = [account.balance]
    account.deposit("Kim", amount)
    balances.append(account.balance)
    announced = list(at)
    answer.payday(account, {})
    return {"balances": [*balances, account.balance], "announced": announced}


@check(1, N_("a deposit is booked; a payday without users takes the fee off"))
def deposit_and_fee_are_booked(lab: Lab) -> None:
    start, amount = lab.rng.randrange(1000, 2000), lab.rng.randrange(1000, 9000)
    after = [start, start + amount, start + amount - FEE]
    for seen in lab.explore(on_its_own, start, amount, schedules=30).values:
        same(
            seen["balances"],
            after,
            _("the balance at first, after a deposit, and after a payday without users"),
        )
        same(seen["announced"], after[:2], _("the balance at the two announcements of a deposit"))


def payday(answer: Any, start: int, users: dict[str, int]) -> Any:
    """The balance when payday has returned."""
    account = answer.Account(start, lambda text: None)
    answer.payday(account, users)
    return account.balance


@check(3, N_("payday comes to its end, with the fee and all wages booked"))
def payday_ends(lab: Lab) -> None:
    start = lab.rng.randrange(1000, 2000)
    for users, schedules in ((wages(lab, 1), 100), (wages(lab, 2), 200), (wages(lab, 3), 100)):
        after = start - FEE + sum(users.values())
        what = _(
            "The balance after payday, with {start} at first, a fee of {fee} and the wages {wages}"
        ).format(start=start, fee=FEE, wages=list(users.values()))
        lab.explore(payday, start, users, schedules=schedules, **gives(after, what))
    # One round, because an answer may keep the sleep: only to see real threads do it.
    lab.stress(payday, start, users, rounds=1, deadline=20.0, **gives(after, what))


def payday_and_teller(answer: Any, start: int, amount: int) -> Any:
    """A payday without users, and somebody who deposits at the same time."""
    account = answer.Account(start, lambda text: None)
    together(
        {
            "payday": partial(answer.payday, account, {}),
            "teller": partial(account.deposit, "Han", amount),
        }
    )
    return account.balance


@check(2, N_("neither fee nor deposit is lost when both come at the same time"))
def fee_and_deposit_both_count(lab: Lab) -> None:
    start, amount = lab.rng.randrange(1000, 2000), lab.rng.randrange(1000, 9000)
    what = _("The balance, with {start} at first, a fee of {fee} and a deposit of {amount}")
    demand = gives(start - FEE + amount, what.format(start=start, fee=FEE, amount=amount))
    lab.explore(payday_and_teller, start, amount, schedules=200, **demand)


def seconds_without_work(answer: Any, users: dict[str, int]) -> float:
    """How many virtual seconds payday takes when no announcement takes any."""
    account = answer.Account(0, lambda text: None)
    return seconds_of(lambda: answer.payday(account, users))


@check(2, N_("payday waits for the deposits, and for no pause or time limit"))
def nobody_waits_for_a_time_limit(lab: Lab) -> None:
    quickest = min(lab.explore(seconds_without_work, wages(lab, 1), schedules=30).values)
    expect(
        quickest < AT_ONCE,
        Kind.TOO_SLOW,
        _(
            "One wage, whose announcements take no time: payday could be over at once, but it took "
            "{seconds:g} seconds. Who waits for a clock here?"
        ).format(seconds=round(quickest, 2)),
        facts={"virtual_seconds": quickest},
    )


def slow_announcements(answer: Any, users: dict[str, int]) -> dict[str, Any]:
    """A payday with announcements of 0.2 virtual seconds: how long it takes, how many are made; and
    how long a teller takes who comes while the first is being made, and announces in no time.

    They are short for the sake of answers that look every millisecond."""
    import threading
    import time

    display = Gauge()
    began: list[float] = []
    teller_took: list[float] = []

    def come_as_teller() -> None:
        account.deposit("Han", 1)
        teller_took.append(time.monotonic() - began[0])

    teller = threading.Thread(target=come_as_teller, name="teller")

    def announce(text: str) -> None:
        if threading.current_thread() is teller:
            return
        with display:
            if display.entered == 1:
                began.append(time.monotonic())
                teller.start()
            time.sleep(0.2)

    account = answer.Account(0, announce)
    took = seconds_of(lambda: answer.payday(account, users))
    if began:
        teller.join()
    return {"payday": took, "teller": teller_took, "lines": display.entered}


@check(2, N_("several wages can be deposited at the same time"))
def wages_overlap(lab: Lab) -> None:
    users = wages(lab, 2)
    seen = lab.explore(slow_announcements, users, schedules=30).values
    for one in seen:
        same(one["lines"], 2 * len(users), _("the announcements of two wages"))
    quickest = min(one["payday"] for one in seen)
    expect(
        quickest < 0.5,
        Kind.NOT_CONCURRENT,
        _(
            "Two deposits with two announcements of 0.2 seconds each can be done in 0.4 seconds, "
            "in two threads; here it took {seconds:g}. Does one deposit wait for the other?"
        ).format(seconds=round(quickest, 2)),
        facts={"virtual_seconds": quickest},
    )


@check(2, N_("somebody else can deposit while wages are being announced"))
def others_deposit_meanwhile(lab: Lab) -> None:
    seen = lab.explore(slow_announcements, wages(lab, 2), schedules=30).values
    times = [took for one in seen for took in one["teller"]]
    expect(bool(times), Kind.WRONG_RESULT, _("payday made no announcement."))
    quickest = min(times)
    expect(
        quickest < AT_ONCE,
        Kind.NOT_CONCURRENT,
        _(
            "While a wage was being announced, which takes 0.2 seconds, a teller made another "
            "deposit. That should have taken no time; it took {seconds:g} seconds. Who held the "
            "lock?"
        ).format(seconds=round(quickest, 2)),
        facts={"virtual_seconds": quickest},
    )


def wages(lab: Lab, n: int) -> dict[str, int]:
    """`n` users with the wage of each, which nobody can know beforehand."""
    names = lab.rng.sample(["Kim", "Lee", "Park", "Choi", "Jung"], n)
    return {name: lab.rng.randrange(1, 90) * 100 for name in names}
