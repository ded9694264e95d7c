"""Speed: schedules a second beside frontrun's on the same program, and growth of memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from measure.child import Answer, End, ask
from measure.peers import mode_name, wrapped
from measure.sheet import Sheet, number

PROGRAMS = Path(__file__).resolve().parent / "programs"
NAMES = {"plain": "2 threads x 20 events", "locks": "the same, locks", "pool": "the same, pool"}
LIMIT = 300.0
BATCHES, FRONTRUN_SIZE = 5, 100
WARM_UP = 2_000
# DPOR on main() ends after one execution: it sees one thread.
THEIRS = [("parts", "random"), ("parts", "dpor"), ("main", "random")]


@dataclass
class Rate:
    """`rates` are schedules a second, one for each batch; memory is resident, in bytes.

    `cpu_rates` are schedules a second of CPU time, with all that is done before a search: what a
    busy machine leaves as it is. `walk_rates` are the same for random walks alone, without the
    plan's partial-order reduction.
    """

    program: str
    rates: list[float] = field(default_factory=list)
    cpu_rates: list[float] = field(default_factory=list)
    walk_rates: list[float] = field(default_factory=list)
    frontrun: dict[str, list[float]] = field(default_factory=dict)
    memory_before: int = 0
    memory_after: int = 0
    memory_schedules: int = 0
    trouble: dict[str, str] = field(default_factory=dict)


def rate(program: str, size: int, growth: int, python: Path | None) -> Rate:
    file = PROGRAMS / f"{program}.py"
    answer = ask("engine_speed.py", file, BATCHES, size, limit=LIMIT)
    result = Rate(program, rates_of(answer), rates_of(answer, "cpu"), rates_of(answer, "walk_cpu"))
    note_trouble(result, "speed", answer)
    warm_up = min(WARM_UP, growth // 10)
    answer = ask("engine_memory.py", file, warm_up, growth, limit=LIMIT)
    note_trouble(result, "memory", answer)
    for told in answer.lines:
        result.memory_before, result.memory_after = told["before"], told["after"]
        result.memory_schedules = told["schedules"]
    if python is not None:
        compare(result, file, wrapped(python))
    return result


def compare(result: Rate, file: Path, frontrun: list[str]) -> None:
    for form, strategy in THEIRS:
        if form == "parts" and result.program == "pool":
            continue
        arguments = (file, form, strategy, BATCHES, FRONTRUN_SIZE)
        theirs = ask("frontrun_speed.py", *arguments, limit=LIMIT, python=frontrun)
        result.frontrun[mode_name(form, strategy)] = rates_of(theirs)
        note_trouble(result, mode_name(form, strategy), theirs)


def rates_of(answer: Answer, clock: str = "seconds") -> list[float]:
    return [line["schedules"] / line[clock] for line in answer.lines if clock in line]


def note_trouble(result: Rate, who: str, answer: Answer) -> None:
    if answer.end is not End.FINISHED:
        result.trouble[who] = f"{answer.end} {answer.complaint}".strip()


def speed_sheet(rates: list[Rate], beside: bool) -> Sheet:
    theirs = [f"frontrun {mode_name(*mode)}" for mode in THEIRS] if beside else []
    ours = [">this engine", ">in CPU time", ">random walk"]
    columns = ["program", *ours, *(f">{name}" for name in theirs)]
    sheet = Sheet("Speed: schedules/s", columns)
    for r in rates:
        row = [NAMES[r.program]]
        rates_of_ours = (r.rates, r.cpu_rates, r.walk_rates)
        row += [number(round(median(x))) if x else "-" for x in rates_of_ours]
        row += [compared(r, r.frontrun.get(mode_name(*mode))) for mode in THEIRS if beside]
        sheet.rows.append(row)
        sheet.notes += [f"{NAMES[r.program]}, {who}: {what}" for who, what in r.trouble.items()]
    sheet.notes.append(
        f"Medians of {BATCHES} batches. Per second of CPU time a busy machine changes little."
    )
    if beside:
        sheet.notes.append(
            "In brackets: how many times as fast this engine is. On main(), frontrun does not "
            "control the threads: a run there is one of the same interleaving."
        )
    return sheet


def compared(ours: Rate, theirs: list[float] | None) -> str:
    if not theirs or not ours.rates:
        return "-"
    return f"{median(theirs):,.0f} ({median(ours.rates) / median(theirs):.1f} x)"


def memory_sheet(rates: list[Rate]) -> Sheet:
    columns = ["program", ">schedules", ">MB before", ">MB after", ">growth, MB"]
    sheet = Sheet("Memory, within one search, after warming up", columns)
    for r in rates:
        grown = r.memory_after - r.memory_before
        megabytes = [f"{n / 1e6:.1f}" for n in (r.memory_before, r.memory_after, grown)]
        sheet.rows.append([NAMES[r.program], number(r.memory_schedules), *megabytes])
    return sheet
