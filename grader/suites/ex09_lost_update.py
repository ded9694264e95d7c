"""Lost update: what an answer to ex09 has to keep."""

from __future__ import annotations

from typing import Any

from grader.check import N_, Kind, _, check, expect, same, short
from grader.lab import Lab
from grader.lab.scenes import Gauge, seconds_of, together


def one_deposit(answer: Any, start: int, amount: int) -> dict[str, Any]:
    """The balance after one deposit, and what stood on the account at each announcement."""
    seen: list[Any] = []

    def announce(text: str) -> None:
        seen.append([text, account.balance])

    account = answer.Account(start, announce)
    account.deposit("kim", amount)
    return {"balance": account.balance, "seen": seen}


@check(1, N_("one deposit is booked, and announced before and after"))
def one_deposit_is_booked(lab: Lab) -> None:
    start, amount = lab.rng.randrange(100, 1000), lab.rng.randrange(1000, 9000)
    for got in lab.explore(one_deposit, start, amount).values:
        same(got["balance"], start + amount, _("the balance after one deposit"))
        same(len(got["seen"]), 2, _("the number of announcements of one deposit"))
        (first, before), (second, after) = got["seen"]
        expect(
            isinstance(first, str) and isinstance(second, str),
            Kind.WRONG_RESULT,
            _("announce needs a line of text; it was called with {first} and {second}.").format(
                first=short(first), second=short(second)
            ),
        )
        for text in (first, second):
            expect(
                "kim" in text.lower(),
                Kind.WRONG_RESULT,
                _("An announcement of kim's deposit does not say who deposits: {text}.").format(
                    text=short(text)
                ),
            )
        same(before, start, _("the balance at the first announcement"))
        same(after, start + amount, _("the balance at the second announcement"))


def deposits_in_turn(answer: Any, amounts: list[int]) -> dict[str, Any]:
    """The balance at first and after each deposit, and the lines that were printed."""
    import contextlib
    import io

    with contextlib.redirect_stdout(io.StringIO()) as printed:
        account = answer.Account()
        balances = [account.balance]
        for amount in amounts:
            account.deposit("lee", amount)
            balances.append(account.balance)
    return {"balances": balances, "lines": len(printed.getvalue().splitlines())}


@check(1, N_("deposits one after another add up"))
def deposits_add_up(lab: Lab) -> None:
    amounts = [lab.rng.randrange(1, 1000) for _i in range(3)]
    sums = [sum(amounts[:n]) for n in range(len(amounts) + 1)]
    for got in lab.explore(deposits_in_turn, amounts, schedules=20).values:
        same(got["balances"], sums, _("the balance at first and after each deposit"))
        same(got["lines"], 2 * len(amounts), _("the lines printed for three deposits"))


def two_deposits(answer: Any, amount: int) -> Any:
    """Two threads make one deposit each."""
    account = answer.Account(0, lambda text: None)
    together(
        {
            "depositor-1": lambda: account.deposit("kim", amount),
            "depositor-2": lambda: account.deposit("lee", amount),
        }
    )
    return account.balance


@check(4, N_("every deposit counts, whatever the interleaving"))
def every_deposit_counts(lab: Lab) -> None:
    amount = lab.rng.randrange(1, 10) * 1000
    lab.explore(
        two_deposits,
        amount,
        holds=lambda balance: bool(balance == 2 * amount),
        otherwise=lambda balance: _(
            "Two deposits of {amount} each: expected {expected}, got {got}."
        ).format(amount=amount, expected=2 * amount, got=short(balance)),
        kind=Kind.RACE,
        schedules=400,
    )


def paid_in(answer: Any, users: list[str], amount: int, max_workers: int) -> Any:
    account = answer.Account(0, lambda text: None)
    answer.pay_in(account, users, amount, max_workers)
    return account.balance


@check(1, N_("pay_in has booked the deposit of every user when it returns"))
def pay_in_books_every_user(lab: Lab) -> None:
    amount = lab.rng.randrange(1, 10) * 1000
    users = ["kim", "lee", "park"]
    total = len(users) * amount

    def booked(balance: Any) -> bool:
        return bool(balance == total)

    def missing(balance: Any) -> str:
        return _(
            "pay_in for {users} users with {amount} each: expected {expected}, got {got}."
        ).format(users=len(users), amount=amount, expected=total, got=short(balance))

    lab.explore(
        paid_in, users, amount, 2, holds=booked, otherwise=missing, kind=Kind.RACE, schedules=150
    )
    # Few rounds, because an answer may keep the lecture's sleep: only to see real threads do it.
    lab.stress(paid_in, users, amount, 2, rounds=3, holds=booked, otherwise=missing, deadline=10.0)


def slow_display(answer: Any, users: list[str], amount: int, max_workers: int) -> dict[str, Any]:
    """pay_in with announcements of ten virtual seconds: what it takes, how many go on at once."""
    display = Gauge()

    def announce(text: str) -> None:
        import time

        with display:
            time.sleep(10)

    account = answer.Account(0, announce)
    seconds = seconds_of(lambda: answer.pay_in(account, users, amount, max_workers))
    return {"seconds": seconds, "most": display.most, "lines": display.entered}


@check(1, N_("never more than max_workers deposits at once"))
def never_more_than_max_workers(lab: Lab) -> None:
    lab.explore(
        slow_display,
        ["kim", "lee", "park", "choi"],
        lab.rng.randrange(1000),
        2,
        holds=lambda got: bool(got["most"] <= 2),
        otherwise=lambda got: _(
            "With max_workers = 2 there were {most} deposits under way at once."
        ).format(most=got["most"]),
        kind=Kind.WRONG_RESULT,
        schedules=20,
    )


@check(2, N_("deposits still overlap outside the critical section"))
def deposits_still_overlap(lab: Lab) -> None:
    users = ["kim", "lee", "park", "choi"]
    seen = lab.explore(slow_display, users, lab.rng.randrange(1000), len(users), schedules=20)
    for got in seen.values:
        same(got["lines"], 2 * len(users), _("the announcements of four deposits"))
    quickest = min(got["seconds"] for got in seen.values)
    expect(
        quickest < 30,
        Kind.NOT_CONCURRENT,
        _(
            "Four deposits in four threads, with two announcements of 10 seconds each, can be done "
            "in 20 seconds; here it took {seconds:g}. Does one announcement wait for another?"
        ).format(seconds=quickest),
        facts={"virtual_seconds": quickest},
    )
