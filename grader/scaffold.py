"""The files of a new exercise, with placeholders.

What is written runs as it stands: a stub, a reference, a suite of one check. Every place that
waits for an author says `FILL IN`, and `verify` names each of them until it is gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

PLACEHOLDER = "FILL IN"

EXERCISE = """\
id = "$id"
part = $part
module = "$module.py"
# R race, D deadlock, C correct use of the API, P processes, S speedup, L life cycle.
kinds = ["C"]
# The section of the lecture text, "" for what goes beyond it.
seed = ""
prerequisites = []
languages = ["en", "ko"]
# The checks that the exercise is about: the stub has to fail every one of them.
about = ["does_what_it_promises"]

[title]
en = "FILL IN: the title"
ko = "FILL IN: 제목"

[topic]
en = "FILL IN: what it is about, in a few words"
ko = "FILL IN: 무엇을 다루는지 몇 마디로"

[names]
solve = "function"
"""

README = {
    "en": """\
# FILL IN: the title

FILL IN: the story, in a few sentences.

## Task

Repair `$module.py`. Start the file as a script first:

    python exercises/$id/$module.py

## Contract

`solve(value)`
- FILL IN: what it takes, returns and raises, and everything else that the suite demands.

## What is refused, and why

- FILL IN: what looks right and is not.

## Example

FILL IN: what the script prints before and after the repair.

## Further reading

- FILL IN: the standard library's documentation
""",
    "ko": """\
# FILL IN: 제목

FILL IN: 이야기를 몇 문장으로.

## 할 일

`$module.py`를 고치세요. 먼저 파일을 스크립트로 실행해 봅니다.

    python exercises/$id/$module.py

## 약속

`solve(value)`
- FILL IN: 무엇을 받고, 반환하고, 어떤 예외를 일으키는지. 그 밖에 검사하는 것 모두.

## 받아들이지 않는 답과 그 까닭

- FILL IN: 맞는 듯하지만 틀린 답.

## 예

FILL IN: 고치기 전과 고친 뒤의 출력.

## 더 읽을거리

- FILL IN: 표준 라이브러리 문서
""",
}

HINTS = """\
[[staged]]
en = "FILL IN: where to look"
ko = "FILL IN: 어디를 볼지"

[[staged]]
en = "FILL IN: what the idea is called"
ko = "FILL IN: 그 생각의 이름"

[[staged]]
en = "FILL IN: how to do it; this one may give the answer away"
ko = "FILL IN: 어떻게 하는지. 여기서는 답을 말해도 됩니다"

[on.wrong_result]
en = "FILL IN: a question that fits this failure"
ko = "FILL IN: 이 실패에 맞는 질문"
"""

STUB = '''\
"""FILL IN: the situation, in one line.

Run this file to see what goes wrong:

    python exercises/$id/$module.py
"""


def solve(value):
    """FILL IN: the contract."""
    return None


def main():
    print(f"solve(1) gives {solve(1)}.")


if __name__ == "__main__":
    main()
'''

REFERENCE = '''\
"""FILL IN: the situation, in one line."""


def solve(value):
    """FILL IN: the contract, and comments as in a good textbook."""
    return value


def main():
    print(f"solve(1) gives {solve(1)}.")


if __name__ == "__main__":
    main()
'''

SUITE = '''\
"""FILL IN, the title: what an answer to $short has to keep."""

from __future__ import annotations

from typing import Any

from grader.check import N_, _, check, same
from grader.lab import Lab


def solved(answer: Any, value: int) -> Any:
    """A scenario: it runs beside the answer and gives back plain data."""
    return answer.solve(value)


@check(1, N_("it does what it promises"))
def does_what_it_promises(lab: Lab) -> None:
    # FILL IN: 4 to 10 checks, in the order in which a learner meets them.
    value = lab.rng.randrange(1000)
    for got in lab.explore(solved, value).values:
        same(got, value, _("what solve returns"))
'''

ACCEPTED = """\
# style: FILL IN: at least three right answers of different styles, a file each


def solve(value):
    return value
"""

REJECTED = """\
# must fail: does_what_it_promises
# kind: wrong_result
# why: FILL IN: at least five wrong answers, a file each; every check is named by one


def solve(value):
    return value + 1
"""


def files(exercise_id: str, part: int, module: str) -> Mapping[str, str]:
    """The files of exercise `exercise_id` by their paths in the kit."""
    words = {"id": exercise_id, "short": exercise_id[:4], "part": str(part), "module": module}
    texts = {
        f"exercises/{exercise_id}/exercise.toml": EXERCISE,
        f"exercises/{exercise_id}/README.md": README["en"],
        f"exercises/{exercise_id}/README.ko.md": README["ko"],
        f"exercises/{exercise_id}/hints.toml": HINTS,
        f"exercises/{exercise_id}/{module}.py": STUB,
        f"grader/stubs/{exercise_id}/{module}.py": STUB,
        f"solutions/{exercise_id}/{module}.py": REFERENCE,
        f"grader/suites/{exercise_id}.py": SUITE,
        f"tests/submissions/{exercise_id}/accepted/same_as_the_reference.py": ACCEPTED,
        f"tests/submissions/{exercise_id}/rejected/off_by_one.py": REJECTED,
    }
    return {path: Template(text).substitute(words) for path, text in texts.items()}


def placeholders(text: str) -> list[int]:
    """The lines in which an author is still awaited."""
    lines = enumerate(text.splitlines(), start=1)
    return [number for number, line in lines if PLACEHOLDER in line]
