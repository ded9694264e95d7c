"""Transfer: what an answer to ex13 has to keep."""

from __future__ import annotations

from functools import partial
from typing import Any

from grader.check import N_, Kind, _, check, expect, same
from grader.lab import Lab
from grader.lab.scenes import together

Order = list[Any]
"""One transfer: the letter of its source, the letter of its target, the amount."""


def attempt(answer: Any, source: Any, target: Any, amount: int) -> str:
    """What came of one transfer."""
    try:
        answer.transfer(source, target, amount)
    except ValueError:
        return "refused"
    return "made"


def in_turn(answer: Any, a: int, b: int, orders: list[Order]) -> list[Any]:
    """Transfers one after another: what came of each, with the two balances after it."""
    A = answer.Account("A", a)
    B = answer.Account("B", b)
    accounts = {"A": A, "B": B}
    return [
        [attempt(answer, accounts[source], accounts[target], amount), A.balance, B.balance]
        for source, target, amount in orders
    ]


@check(1, N_("a transfer moves money from one account to the other"))
def one_transfer_moves_money(lab: Lab) -> None:
    a, b = lab.rng.randrange(500, 900), lab.rng.randrange(500, 900)
    part = lab.rng.randrange(1, 500)
    orders = [["A", "B", part], ["B", "A", part], ["A", "B", a]]
    expected = [["made", a - part, b + part], ["made", a, b], ["made", 0, a + b]]
    step = _("transfer {amount} from {source} to {target}: what came of it, and both balances")
    for got in lab.explore(in_turn, a, b, orders).values:
        for (source, target, amount), result, right in zip(orders, got, expected, strict=True):
            same(result, right, step.format(amount=amount, source=source, target=target))


@check(1, N_("a transfer that cannot be is refused, and leaves everything as it was"))
def impossible_transfers_are_refused(lab: Lab) -> None:
    a, b = lab.rng.randrange(100, 500), lab.rng.randrange(500, 900)
    orders = [["A", "B", amount] for amount in (a + 1, 0, -lab.rng.randrange(1, 100))]
    for got in lab.explore(in_turn, a, b, [*orders, ["B", "A", 1]]).values:
        *refused, last = got
        for (_source, _target, amount), result in zip(orders, refused, strict=True):
            expect(
                result == ["refused", a, b],
                Kind.WRONG_RESULT,
                _(
                    "Transfer {amount} from A with {a} to B with {b} should raise ValueError and "
                    "move nothing; it was {outcome}, and the balances are {after}."
                ).format(amount=amount, a=a, b=b, outcome=said(result[0]), after=result[1:]),
            )
        same(last, ["made", a + 1, b - 1], _("a transfer of 1 from B to A after those refused"))


def to_itself(answer: Any, balance: int, amounts: list[int]) -> list[Any]:
    """Transfers from A to A, one after another: what came of each, with the balance after it."""
    A = answer.Account("A", balance)
    return [[attempt(answer, A, A, amount), A.balance] for amount in amounts]


@check(1, N_("a transfer from an account to itself works and changes nothing"))
def transfer_to_itself(lab: Lab) -> None:
    balance = lab.rng.randrange(100, 500)
    amount = lab.rng.randrange(1, 100)
    what = _(
        "transfer {amount} from A with {balance} to A itself: what came of it, and the balance"
    )
    amounts = [amount, balance + 1, 0, -amount, balance]
    outcomes = ["made", "refused", "refused", "refused", "made"]
    for got in lab.explore(to_itself, balance, amounts).values:
        for tried, outcome, result in zip(amounts, outcomes, got, strict=True):
            same(result, [outcome, balance], what.format(amount=tried, balance=balance))


def at_once(
    answer: Any, names: list[str], balances: list[int], orders: list[Order]
) -> dict[str, Any]:
    """One teller a transfer, all at the same time: what came of each, and the balances at the end.

    The accounts are local variables so that a story can call them A, B, C and D.
    """
    import threading

    A = answer.Account(names[0], balances[0])
    B = answer.Account(names[1], balances[1])
    C = answer.Account(names[2], balances[2])
    D = answer.Account(names[3], balances[3])
    accounts = {"A": A, "B": B, "C": C, "D": D}
    outcomes = [""] * len(orders)

    def teller(n: int, source: Any, target: Any, amount: int) -> None:
        outcomes[n] = attempt(answer, source, target, amount)

    tellers = [
        threading.Thread(
            target=teller,
            args=(n, accounts[source], accounts[target], amount),
            name=f"teller-{n + 1}",
        )
        for n, (source, target, amount) in enumerate(orders)
    ]
    for thread in tellers:
        thread.start()
    for thread in tellers:
        thread.join()
    return {"outcomes": outcomes, "balances": [x.balance for x in accounts.values()]}


def explore_all_made(
    lab: Lab, names: list[str], balances: list[int], orders: list[Order], rounds: int = 0
) -> None:
    """In every interleaving all of `orders` are made, and the balances are as they should be.

    So are they in `rounds` rounds with real threads.
    """
    after = booked(balances, orders)
    right = {"outcomes": ["made"] * len(orders), "balances": after}

    def wrong(got: Any) -> str:
        return _(
            "Transfers at the same time: {orders}. Expected balances {expected}, got {balances}; "
            "the transfers were {outcomes}."
        ).format(
            orders=told(orders),
            expected=told_balances(after, orders),
            balances=told_balances(got["balances"], orders),
            outcomes=", ".join(said(outcome) for outcome in got["outcomes"]),
        )

    def all_made(got: Any) -> bool:
        return bool(got == right)

    arguments = names, balances, orders
    lab.explore(at_once, *arguments, holds=all_made, otherwise=wrong, kind=Kind.RACE, schedules=200)
    if rounds:
        lab.stress(
            at_once, *arguments, rounds=rounds, holds=all_made, otherwise=wrong, deadline=10.0
        )


@check(2, N_("no money is made or lost, whatever the interleaving"))
def no_money_is_made_or_lost(lab: Lab) -> None:
    balances = [lab.rng.randrange(500, 900) for _i in range(4)]
    x, y = lab.rng.sample(range(1, 200), 2)
    explore_all_made(lab, list("ABCD"), balances, [["A", "C", x], ["B", "C", y]])
    explore_all_made(lab, list("ABCD"), balances, [["A", "B", x], ["A", "C", y]])
    explore_all_made(lab, list("ABCD"), balances, [["A", "A", x], ["A", "B", y]])


def audited(answer: Any, balance: int, amount: int) -> int:
    """A transfer from A to B while an auditor looks at A: what the auditor saw."""
    A = answer.Account("A", balance)
    B = answer.Account("B", 0)
    tellers: dict[str, Any] = {
        "teller": partial(attempt, answer, A, B, amount),
        "auditor": lambda: A.balance,
    }
    return int(together(tellers)[1])


@check(1, N_("the same money is never given away twice"))
def never_overdrawn(lab: Lab) -> None:
    most = lab.rng.randrange(100, 200)
    amount = most - lab.rng.randrange(1, 40)
    orders = [["A", "B", amount], ["A", "C", amount]]
    lab.explore(
        at_once,
        list("ABCD"),
        [most, 0, 0, 0],
        orders,
        holds=lambda got: (
            sorted(got["outcomes"]) == ["made", "refused"] and got["balances"][0] == most - amount
        ),
        otherwise=lambda got: _(
            "A has {most}, so only one of these can be made: {orders}. They were {outcomes}, "
            "and A now has {left}."
        ).format(
            most=most,
            orders=told(orders),
            outcomes=", ".join(said(outcome) for outcome in got["outcomes"]),
            left=got["balances"][0],
        ),
        kind=Kind.RACE,
        schedules=200,
    )
    lab.explore(
        audited,
        most,
        most + 1,
        holds=lambda seen: seen >= 0,
        otherwise=lambda seen: _(
            "A has {most}, and somebody tries to transfer {amount} from A to B. Meanwhile the "
            "balance of A was {seen} for a moment."
        ).format(most=most, amount=most + 1, seen=seen),
        kind=Kind.RACE,
        schedules=100,
    )


@check(2, N_("transfers in opposite directions never deadlock, and both are made"))
def opposite_transfers_never_deadlock(lab: Lab) -> None:
    a, b = lab.rng.sample(range(500, 900), 2)
    x, y = lab.rng.sample(range(1, 200), 2)
    orders = [["A", "B", x], ["B", "A", y]]
    explore_all_made(lab, list("ABCD"), [a, b, a, b], orders)
    explore_all_made(lab, ["kim"] * 4, [a] * 4, orders, rounds=20)


@check(2, N_("transfers without a common account can overlap"))
def disjoint_transfers_overlap(lab: Lab) -> None:
    balances = [lab.rng.randrange(500, 900) for _i in range(4)]
    x, y = lab.rng.sample(range(1, 200), 2)
    orders = [["A", "B", x], ["C", "D", y]]
    names = ["kim", "lee", "kim", "lee"]
    seen = lab.explore(at_once, names, balances, orders, schedules=100, seconds=10)
    expect(
        seen.overlapped("teller-1", "teller-2"),
        Kind.NOT_CONCURRENT,
        _(
            "A transfer from A to B and one from C to D have no account in common, but in no "
            "interleaving was one under way while the other was. (A and C have the same name, and "
            "so have B and D.)"
        ),
    )


def booked(balances: list[int], orders: list[Order]) -> list[int]:
    """The balances after all of `orders`."""
    after = dict(zip("ABCD", balances, strict=True))
    for source, target, amount in orders:
        after[source] -= amount
        after[target] += amount
    return list(after.values())


def told(orders: list[Order]) -> str:
    """The orders for a reader: "A to B 300, B to A 200"."""
    one = _("{source} to {target} {amount}")
    return ", ".join(
        one.format(source=source, target=target, amount=amount) for source, target, amount in orders
    )


def told_balances(balances: list[Any], orders: list[Order]) -> str:
    """The balances of the accounts that take part: "A 700, B 1300"."""
    part = {letter for order in orders for letter in order[:2]}
    pairs = zip("ABCD", balances, strict=True)
    return ", ".join(f"{letter} {balance}" for letter, balance in pairs if letter in part)


def said(outcome: str) -> str:
    """What came of one transfer, in the reader's language."""
    return _("made") if outcome == "made" else _("refused (ValueError)")
