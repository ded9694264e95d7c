"""Nothing is shared: what an answer to ex26 has to keep."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from typing import Any

from grader.check import N_, Kind, _, check, expect, same
from grader.lab import Lab
from grader.lab.scenes import children_left

WORDS = ["river", "River", "cloud", "cloud,", "don't", "tiger", "seven", "7", "mid-day", "(robot)"]
NOTHING_ASKED = 0.01
"""An efficiency that every answer reaches: calls are held until nobody else comes."""


def counted(answer: Any, text: Any, calls: list[list[str]], workers: int) -> Any:
    """What the calls of count_words have given, looked at in the end, for the names of the texts of
    each: [whether it is a Counter, the counts]."""
    results = [answer.count_words([text.at(name) for name in names], workers) for names in calls]
    return [
        [isinstance(found, Counter), {word: found[word] for word in found}] for found in results
    ]


def counted_plainly(answer: Any, contents: list[str], workers: int) -> Any:
    """[whether it is a Counter, the counts] of texts that stand under no control."""
    import io

    found = answer.count_words([io.StringIO(content) for content in contents], workers)
    return [isinstance(found, Counter), {word: found[word] for word in found}]


def left_by(answer: Any, contents: list[str], workers: int) -> list[str]:
    return children_left(lambda: counted_plainly(answer, contents, workers), answer)


class Texts:
    """Texts that can be read through the gate only, and what is in them."""

    def __init__(self, lab: Lab, n: int) -> None:
        self.contents = {
            f"text{k}": "".join(
                word + lab.rng.choice([" ", "  ", "\t", "\n"])
                for word in [*WORDS, *lab.rng.choices(WORDS, k=lab.rng.randrange(10, 50))]
            )
            for k in range(n)
        }

    @property
    def names(self) -> list[str]:
        return list(self.contents)

    @property
    def counts(self) -> dict[str, int]:
        """Every word and how often it occurs, in all texts together."""
        return dict(Counter(" ".join(self.contents.values()).split()))


def shorten(word: str, limit: int) -> str:
    return word if len(word) <= limit else f"{word[:limit]}..."


def expect_counts(got: list[Any], texts: Texts, where: str) -> None:
    """`got` is [whether it is a Counter, the counts]."""
    is_counter, found = got
    expect(
        is_counter,
        Kind.WRONG_RESULT,
        _("{where}: count_words has to return a Counter.").format(where=where),
    )
    right = texts.counts
    expect(
        bool(found) or not right,
        Kind.WRONG_RESULT,
        _(
            "{where}: the Counter is empty. What a child process writes into a variable, "
            "the parent process never sees."
        ).format(where=where),
    )
    for word in sorted({*right, *found}, key=repr):
        same(
            found.get(word, 0),
            right.get(word, 0),
            _('{where}, the word "{word}"').format(where=where, word=shorten(word, 40)),
        )


@check(2, N_("every word of every text is counted"))
def every_word_counts(lab: Lab) -> None:
    texts = Texts(lab, 5)
    # The counts of this one are more than a pipe holds.
    texts.contents["long"] = " ".join(f"{n}{'long' * 150}" for n in range(300))
    run = lab.gate(counted, [texts.names], 2, items=texts.contents, workers=2)
    expect_counts(run.value[0], texts, _("Six texts, two workers"))
    run.expect_each_once("{item}.read()")


@check(1, N_("more workers than texts, empty texts and no texts at all are fine"))
def few_texts_or_none(lab: Lab) -> None:
    few, none = Texts(lab, 2), Texts(lab, 0)
    few.contents["empty"] = ""
    run = lab.gate(counted, [few.names], 6, items=few.contents, workers=6)
    expect_counts(run.value[0], few, _("Three texts, six workers"))
    run = lab.gate(counted, [none.names], 2, items=none.contents, workers=2)
    expect_counts(run.value[0], none, _("No texts"))


@check(2, N_("a second call starts afresh"))
def a_second_call_starts_afresh(lab: Lab) -> None:
    texts, others = Texts(lab, 3), Texts(lab, 2)
    others.contents = {f"other {name}": content for name, content in others.contents.items()}
    items = {**texts.contents, **others.contents}
    run = lab.gate(counted, [texts.names, others.names], 2, items=items, workers=2)
    first, second = run.value
    expect_counts(second, others, _("Second call"))
    expect_counts(first, texts, _("First call, looked at after the second"))


@check(3, N_("child processes read the texts, the main process reads none"))
def child_processes_read_the_texts(lab: Lab) -> None:
    for n, workers, efficiency in ((4, 2, NOTHING_ASKED), (2, 1, 0.0)):
        texts = Texts(lab, n)
        run = lab.gate(
            counted,
            [texts.names],
            workers,
            items=texts.contents,
            workers=workers + 1,  # One core more than are to be used.
            efficiency=efficiency,
        )
        run.expect_children()
        mine = run.calls.get(run.main, 0)
        expect(
            mine == 0,
            Kind.NOT_PROCESSES,
            _(
                "The main process read {n} of {total} texts itself. A text has to be read in the "
                "child process that counts it."
            ).format(n=mine, total=n),
        )
        expect(
            run.together <= workers or len(run.children) == n,
            Kind.WRONG_RESULT,
            _("With workers = {workers}, {n} processes read texts at the same time.").format(
                workers=workers, n=run.together
            ),
        )


@check(2, N_("no count is lost, whatever the order in which the processes go on"))
def no_count_is_lost(lab: Lab) -> None:
    word = lab.rng.choice(WORDS)
    lab.interleave(
        counted_plainly,
        [word, word],
        2,
        holds=lambda got: got == [True, {word: 2}],
        otherwise=lambda got: _(
            'Two texts that are the word "{word}": expected to count it 2 times, got {count}.'
        ).format(word=word, count=got[1].get(word, 0)),
        schedules=8,
        seconds=3.0,
    )


@check(2, N_("it works whichever way processes are started: fork, spawn, forkserver"))
def works_with_every_start_method(lab: Lab) -> None:
    for method in multiprocessing.get_all_start_methods():
        texts = Texts(lab, 4)
        run = lab.gate(
            counted, [texts.names], 2, items=texts.contents, workers=2, start_method=method
        )
        run.expect_children()
        expect_counts(run.value[0], texts, _("Start method {method}").format(method=method))


@check(2, N_("the processes work at the same time, and none is left over"))
def processes_work_at_the_same_time(lab: Lab) -> None:
    texts = Texts(lab, 4)
    lab.gate(
        counted,
        [texts.names],
        4,
        items=texts.contents,
        workers=4,
        # Two processes at a time, where four were asked for, would fail.
        efficiency=0.6,
        none_left=True,
    )
    contents = list(texts.contents.values())
    left = ", ".join(lab.run(left_by, contents, 2, deadline=30.0).value)
    sentence = _(
        "count_words has returned, and these processes that it started still run: {names}."
    )
    expect(not left, Kind.LEAKED_PROCESS, sentence.format(names=left))
