"""First thread: what an answer to ex01 has to keep."""

from __future__ import annotations

from collections import Counter
from typing import Any

from grader.check import N_, Kind, _, check, expect, reject, same, short
from grader.lab import Lab
from grader.lab.scenes import count_cpus


def text_of(answer: Any, symbols: list[str], count: int) -> Any:
    return answer.print_symbols(symbols, count)


@check(2, N_("every symbol is written count times"))
def every_symbol_count_times(lab: Lab) -> None:
    symbols = lab.rng.sample("ox#-@", 3)
    symbols.append(symbols[0])
    count = lab.rng.randrange(4, 9)
    texts = lab.explore(text_of, symbols, count, schedules=30).values
    for text in texts:
        expect(
            isinstance(text, str),
            Kind.WRONG_RESULT,
            _("print_symbols has to return a text (str); it returned {got}.").format(
                got=short(text)
            ),
        )
    # Whether that holds in every interleaving is asked further down.
    right = {symbol: times * count for symbol, times in Counter(symbols).items()}
    expect(
        any(Counter(text) == right for text in texts),
        Kind.WRONG_RESULT,
        _(
            "For the symbols {symbols} and a count of {count} the text should have {right} "
            "characters, each symbol {count} times for each time that it is asked for; "
            "it has {found}: {text}."
        ).format(
            symbols=symbols,
            count=count,
            right=len(symbols) * count,
            found=len(max(texts, key=len)),
            text=short(max(texts, key=len)),
        ),
    )


@check(1, N_("no symbols, or a count of 0, give an empty text"))
def no_symbols_no_text(lab: Lab) -> None:
    for text in lab.explore(text_of, [], 3, schedules=10).values:
        same(text, "", _("the text for no symbols"))
    for text in lab.explore(text_of, ["o", "x"], 0, schedules=10).values:
        same(text, "", _("the text for a count of 0"))


def all_at_work_together(text: object, symbols: list[str]) -> bool:
    """Whether every symbol, each one character, comes up before any has come up for the last time.

    Only threads that run at the same time can write such a text.
    """
    if not isinstance(text, str) or any(symbol not in text for symbol in symbols):
        return False
    return max(map(text.index, symbols)) < min(map(text.rindex, symbols))


def text_on_one_cpu(answer: Any, symbols: list[str], count: int) -> Any:
    """On a computer where a pool that is not told how many threads it is to have gets five."""
    count_cpus(answer, 1)
    return text_of(answer, symbols, count)


@check(3, N_("every symbol has a thread of its own, and all of them run at the same time"))
def one_thread_a_symbol(lab: Lab) -> None:
    symbols = lab.rng.sample("ox#-@abcdefgh", 12)
    # With sixty of each, most of the schedules that are random at every step let them all mix,
    # and one in four is of that sort.
    for schedules in (8, 40):
        texts = lab.explore(text_on_one_cpu, symbols, 60, schedules=schedules, seconds=10).values
        mixed = [text for text in texts if all_at_work_together(text, symbols)]
        if mixed and len(texts) > 1:
            return
    expect(
        bool(mixed),
        Kind.NOT_CONCURRENT,
        _(
            "{n} symbols should be written by {n} threads at the same time, but in no interleaving "
            "did they all mix; the text was always like {text}."
        ).format(n=len(symbols), text=short(next(iter(texts), ""))),
    )
    reject(
        Kind.NOT_CONCURRENT,
        _(
            "The text was {text} in every interleaving. Threads that run at the same time would "
            "not always take turns in the same way."
        ).format(text=short(next(iter(texts), ""))),
    )


def is_whole(text: object, symbols: list[str], count: int) -> bool:
    """Whether `text` is made of each symbol `count` times; no two symbols share a character."""
    return (
        isinstance(text, str)
        and len(text) == count * sum(map(len, symbols))
        and all(text.count(symbol) == count for symbol in symbols)
    )


@check(2, N_("a symbol may be longer than one character"))
def symbols_of_any_length(lab: Lab) -> None:
    first, second, third, fourth = lab.rng.sample("abcdefgh", 4)
    symbols = [first + second, third + fourth]
    lab.explore(
        text_of,
        symbols,
        2,
        holds=lambda text: is_whole(text, symbols, 2),
        otherwise=lambda text: _(
            "The symbols {symbols}, each written twice, gave the text {text}."
        ).format(symbols=symbols, text=short(text)),
        kind=Kind.RACE,
        schedules=200,
    )


@check(2, N_("nothing is missing from the text, whatever the interleaving"))
def complete_in_every_interleaving(lab: Lab) -> None:
    symbols = lab.rng.sample("ox#-@", 2)
    lab.explore(
        text_of,
        symbols,
        2,
        holds=lambda text: is_whole(text, symbols, 2),
        otherwise=lambda text: _(
            "The symbols {symbols} should each be written twice, but the text was {text}."
        ).format(symbols=symbols, text=short(text)),
        kind=Kind.RACE,
        schedules=200,
    )
