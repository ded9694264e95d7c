"""Power: does the engine find what is wrong, and does it leave alone what is right?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from measure.child import Answer, End, ask
from measure.classics import Classic
from measure.sheet import Sheet, number, span


@dataclass
class Hunt:
    """One bug, searched for once with each seed. `schedules` and `seconds` are up to the bug."""

    name: str
    seeds: int
    found: int = 0
    schedules: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    strategies: dict[str, int] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)
    preemptions: list[int] = field(default_factory=list)
    trouble: str = ""

    @property
    def always_found(self) -> bool:
        return self.found == self.seeds and not self.trouble


@dataclass
class Acquittal:
    """One correct twin: the long search with the first seed, and accusations with all of them."""

    name: str
    seeds: int
    exhausted: bool = False
    saturated: bool = False
    schedules: int = 0
    seconds: float = 0.0
    accusations: dict[str, int] = field(default_factory=dict)
    trouble: str = ""

    @property
    def left_alone(self) -> bool:
        return not self.accusations and not self.trouble


def hunt(classic: Classic, seeds: int, limit: float) -> Hunt:
    answer = ask("engine_bug.py", classic.bug, seeds, limit=limit)
    found = [line for line in answer.lines if line["found"]]
    return Hunt(
        classic.name,
        seeds,
        len(found),
        [line["schedules"] for line in found],
        [line["seconds"] for line in found],
        dict(Counter(line["strategy"] for line in found)),
        dict(Counter(line["finding"] for line in found)),
        [line["preemptions"] for line in found],
        trouble(answer, seeds),
    )


def acquit(classic: Classic, seeds: int, seconds: float, limit: float) -> Acquittal:
    answer = ask("engine_twin.py", classic.twin, seeds, seconds, limit=limit)
    first: dict[str, Any] = answer.lines[0] if answer.lines else {}
    return Acquittal(
        classic.name,
        seeds,
        first.get("exhausted", False),
        first.get("saturated", False),
        first.get("schedules", 0),
        first.get("seconds", 0.0),
        dict(Counter(ending for line in answer.lines for ending in line["accused"])),
        trouble(answer, seeds),
    )


def trouble(answer: Answer, expected: int) -> str:
    """What kept the child from answering for each seed, or ""."""
    if answer.end is End.LIMIT:
        return f"limit of {answer.seconds:.0f} s after {len(answer.lines)} of {expected} seeds"
    if answer.end is End.FAILED:
        return answer.complaint or "failed"
    return "" if len(answer.lines) == expected else "answered too little"


def hunts_sheet(hunts: list[Hunt]) -> Sheet:
    columns = "bug/finding/>found/>median/>worst/>search/strategy/>preempted"
    sheet = Sheet("Power: the bugs, from main()", columns.split("/"))
    for h in hunts:
        found = f"{h.found}/{h.seeds}"
        if not h.found:
            sheet.rows.append([h.name, h.trouble or "-", found, "-", "-", "-", "-", "-"])
            continue
        sheet.rows.append(
            [
                h.name,
                ", ".join([*h.findings, *([h.trouble] if h.trouble else [])]),
                found,
                number(median(h.schedules)),
                number(max(h.schedules)),
                span(median(h.seconds)),
                ranked(h.strategies),
                low_to_high(h.preemptions),
            ]
        )
    if hunts:
        always = sum(h.always_found for h in hunts)
        slowest = max((median(h.seconds) for h in hunts if h.seconds), default=0.0)
        sheet.notes.append(
            f"{always} of {len(hunts)} found with every seed; the slowest in a median of "
            f"{span(slowest)} of search. Median and worst: schedules up to the bug. Preempted: "
            "preemptions that are left after shrinking."
        )
    return sheet


def acquittals_sheet(acquittals: list[Acquittal]) -> Sheet:
    columns = "corrected twin/ended/>runs/>seconds/accused"
    sheet = Sheet("Power: the corrected twins", columns.split("/"))
    for a in acquittals:
        ended = "exhausted" if a.exhausted else "nothing new" if a.saturated else "time was up"
        sheet.rows.append(
            [
                a.name,
                a.trouble or ended,
                number(a.schedules),
                f"{a.seconds:.2f}",
                ranked(a.accusations).upper() if a.accusations else "no",
            ]
        )
    if acquittals:
        exhausted = sum(a.exhausted for a in acquittals)
        accused = sum(bool(a.accusations) for a in acquittals)
        sheet.notes.append(
            f"{exhausted} of {len(acquittals)} exhausted, {accused} accused. Runs and seconds "
            f"are those of the first of {acquittals[0].seeds} seeds; accused counts all of them."
        )
    return sheet


def ranked(times: dict[str, int]) -> str:
    """ "PCT 12, serial 8"; the number is left out when there is one only."""
    if len(times) == 1:
        return next(iter(times))
    return ", ".join(f"{name} {n}" for name, n in sorted(times.items(), key=lambda x: -x[1]))


def low_to_high(values: list[int]) -> str:
    low, high = min(values), max(values)
    return str(low) if low == high else f"{low} to {high}"
