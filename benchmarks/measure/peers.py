"""frontrun, on the same programs: its random and its DPOR mode, below its command-line wrapper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from measure.child import End, ask
from measure.classics import Classic
from measure.native import Stress
from measure.power import Hunt
from measure.sheet import Sheet, number, span

MODES = [("main", "random"), ("main", "dpor"), ("parts", "random"), ("parts", "dpor")]
LEGEND = (
    "Columns 'random' and 'DPOR' are frontrun's modes, on main() or on parts: setup, workers, "
    "invariant. 'gave up' is its own time limit or bound, 'limit' that of this benchmark."
)
ENOUGH = 3.0
"""Seconds after which no further seed is begun."""


@dataclass
class Verdict:
    """What frontrun said of one program in one mode. `schedules` and `seconds`: one for each seed.

    `verdicts` counts "found", "holds", "gave up" (its own timeouts), "error", "limit" (it did not
    come back) and "-" (the program has no such form).
    """

    name: str
    form: str
    strategy: str
    verdicts: dict[str, int] = field(default_factory=dict)
    schedules: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    reason: str = ""

    @property
    def found(self) -> bool:
        return "found" in self.verdicts

    def __str__(self) -> str:
        if self.verdicts == {"-": 1}:
            return "-"
        seeds = sum(self.verdicts.values())
        said = ", ".join(
            name if n == seeds else f"{name} {n}/{seeds}" for name, n in self.verdicts.items()
        )
        if not self.schedules:
            return said
        return f"{said} ({number(median(self.schedules))}, {span(median(self.seconds))})"


def wrapped(python: Path) -> list[str]:
    """frontrun's own command line, around its interpreter."""
    return [str(python), "-m", "frontrun.cli", str(python)]


def judge(
    python: Path,
    classic: Classic,
    program: Path,
    form: str,
    strategy: str,
    seeds: int,
    limit: float,
) -> Verdict:
    verdict = Verdict(classic.name, form, strategy)
    if form == "parts" and not classic.has_parts:
        verdict.verdicts = {"-": 1}
        return verdict
    arguments = (program, form, strategy, seeds, ENOUGH)
    answer = ask("frontrun_case.py", *arguments, limit=limit, python=wrapped(python))
    verdicts = Counter(line["verdict"] for line in answer.lines)
    verdict.schedules = [line["schedules"] for line in answer.lines]
    verdict.seconds = [line["seconds"] for line in answer.lines]
    verdict.reason = answer.lines[-1]["reason"] if answer.lines else ""
    if answer.end is not End.FINISHED:
        verdicts["limit" if answer.end is End.LIMIT else "error"] += 1
        verdict.reason = "" if answer.end is End.LIMIT else answer.complaint
    verdict.verdicts = dict(verdicts)
    return verdict


def peers_sheet(
    hunts: list[Hunt], verdicts: list[Verdict], stresses: list[Stress], names: list[str]
) -> Sheet:
    columns = ["bug"]
    columns += ["this engine"] if hunts else []
    columns += list(mode_names()) if verdicts else []
    columns += ["native loop"] if stresses else []
    sheet = Sheet("Side by side: the bugs (runs, time)", columns)
    ours, loops = {h.name: h for h in hunts}, {s.name: s for s in stresses}
    for name in names:
        row = [name]
        if hunts:
            row.append(ours_in_short(ours[name]))
        row += [str(v) for v in verdicts if v.name == name]
        if stresses:
            row.append(str(loops[name]))
        sheet.rows.append(row)
    if verdicts:
        sheet.notes.append(LEGEND)
    if hunts:
        sheet.notes.append(f"this engine: {count(h.found > 0 for h in hunts)} found.")
    sheet.notes += totals(verdicts, "found")
    sheet.notes += crashes(verdicts)
    if stresses:
        sheet.notes.append(f"native loop: {count(bool(s.found) for s in stresses)} found.")
    return sheet


def ours_in_short(h: Hunt) -> str:
    if not h.found:
        return "no"
    often = "" if h.found == h.seeds else f" {h.found}/{h.seeds}"
    return f"found{often} ({number(median(h.schedules))}, {span(median(h.seconds))})"


def accused_sheet(verdicts: list[Verdict], names: list[str]) -> Sheet:
    sheet = Sheet("frontrun on the corrected twins", ["corrected twin", *mode_names()])
    for name in names:
        row = [str(v).replace("found", "ACCUSED") for v in verdicts if v.name == name]
        sheet.rows.append([name, *row])
    sheet.notes += [*totals(verdicts, "accused"), *crashes(verdicts)]
    return sheet


def mode_names() -> Iterator[str]:
    return (mode_name(form, strategy) for form, strategy in MODES)


def mode_name(form: str, strategy: str) -> str:
    """As in "DPOR, main()"."""
    return f"{'DPOR' if strategy == 'dpor' else strategy}, {'main()' if form == 'main' else form}"


def totals(verdicts: list[Verdict], word: str) -> Iterator[str]:
    for (form, strategy), title in zip(MODES, mode_names(), strict=True):
        mode = [v for v in verdicts if (v.form, v.strategy) == (form, strategy)]
        if mode:
            asked = [v for v in mode if "-" not in v.verdicts]
            holds = count(set(v.verdicts) == {"holds"} for v in asked)
            other = count(not v.found and set(v.verdicts) != {"holds"} for v in asked)
            yield (
                f"frontrun, {title}: {count(v.found for v in asked)} {word}, {holds} said to hold, "
                f"{other} neither, {len(mode) - len(asked)} not applicable."
            )


def crashes(verdicts: list[Verdict]) -> Iterator[str]:
    """What it found because something was raised: that need not be the bug."""
    for v in verdicts:
        if v.found and v.reason.startswith("Worker crash"):
            yield f"{v.name}, {mode_name(v.form, v.strategy)}: {v.reason}"


def count(truths: Iterator[bool]) -> int:
    return sum(truths)
