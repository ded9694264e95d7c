"""What the interleaving engine can do, measured: power, speed and memory, beside its peers.

\b
    python benchmarks/engine.py                             all of it, about five minutes
    python benchmarks/engine.py --only abba --seeds 5       one classic, fewer seeds
    python benchmarks/engine.py --parts speed               speed and memory only
    python benchmarks/engine.py --frontrun-python v/bin/python --json all.json
    python benchmarks/engine.py --markdown tables.md 2>log | less

The parts: `power` searches each program in benchmarks/classics for its bug, once with each seed;
`twins` searches the corrected programs, which must never be accused; `native` runs the bugs on real
threads, again and again; `speed` counts schedules a second and watches memory. With
--frontrun-python, the interpreter of an environment with frontrun==0.7.0, that tool is given the
same programs in the same run.

Exit status 0 when every bug was found with every seed and no twin was accused, 1 when not, 130
when interrupted.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import click
from measure import native, peers, power, speed
from measure.child import ask
from measure.classics import Classic, classics
from measure.progress import Steps
from measure.sheet import Sheet
from rich.console import Console

PARTS = ("power", "twins", "native", "speed")
ENGINE_LIMIT = 120.0


@dataclass(frozen=True)
class Options:
    names: tuple[str, ...]
    parts: tuple[str, ...]
    seeds: int
    twin_seconds: float
    native_seconds: float
    schedules: int
    growth: int
    frontrun: Path | None
    limit: float


@dataclass
class Measured:
    """Everything one run measured, as it goes into --json. Times in seconds, memory in bytes."""

    machine: dict[str, Any] = field(default_factory=dict)
    bugs: list[power.Hunt] = field(default_factory=list)
    twins: list[power.Acquittal] = field(default_factory=list)
    frontrun_bugs: list[peers.Verdict] = field(default_factory=list)
    frontrun_twins: list[peers.Verdict] = field(default_factory=list)
    native_loops: list[native.Stress] = field(default_factory=list)
    speeds: list[speed.Rate] = field(default_factory=list)

    @property
    def kept(self) -> bool:
        """Whether the engine did what it promises."""
        return all(h.always_found for h in self.bugs) and all(t.left_alone for t in self.twins)


def split_parts(_context: click.Context, _option: click.Parameter, text: str) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in text.split(","))
    for part in parts:
        if part not in PARTS:
            raise click.BadParameter(f"{part!r} is not one of {', '.join(PARTS)}")
    return parts


def known_names(
    _context: click.Context, _option: click.Parameter, wanted: tuple[str, ...]
) -> tuple[str, ...]:
    names = tuple(classic.name for classic in classics())
    for name in wanted:
        if name not in names:
            raise click.BadParameter(f"{name!r} is not one of {', '.join(names)}")
    return tuple(name for name in names if not wanted or name in wanted)


FILE = click.Path(dir_okay=False, writable=True, path_type=Path)
MANY = click.IntRange(min=1)


@click.command(help=__doc__)
@click.option(
    "--only", "names", multiple=True, callback=known_names, help="A classic's name; repeatable."
)
@click.option("--parts", default=",".join(PARTS), show_default=True, callback=split_parts)
@click.option("--seeds", default=20, show_default=True, type=MANY)
@click.option("--twin-seconds", default=4.0, show_default=True, help="Longest search of a twin.")
@click.option("--native-seconds", default=3.0, show_default=True, help="For each stress loop.")
@click.option("--schedules", default=1000, show_default=True, type=MANY, help="A speed batch.")
@click.option("--growth", default=20_000, show_default=True, type=MANY, help="Schedules, memory.")
@click.option(
    "--frontrun-python",
    "frontrun",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Interpreter of an environment with frontrun==0.7.0.",
)
@click.option("--limit", default=20.0, show_default=True, help="Seconds for a case of frontrun.")
@click.option("--json", "json_file", type=FILE, help="Write all numbers there.")
@click.option("--markdown", "markdown_file", type=FILE, help="Write the tables there.")
def engine(json_file: Path | None, markdown_file: Path | None, **given: Any) -> None:
    options = Options(**given)
    try:
        measured = measure(options)
    except KeyboardInterrupt:
        click.echo("Interrupted: nothing is shown, since nothing is complete.", err=True)
        sys.exit(130)
    sheets = tables(measured, options)
    header = described(measured.machine)
    console = Console()
    console.print(header, markup=False, highlight=False)
    console.print()
    for sheet in sheets:
        sheet.print(console)
    if json_file is not None:
        json_file.write_text(json.dumps(asdict(measured), indent=1), encoding="utf-8")
    if markdown_file is not None:
        text = "\n".join([header, "", *(sheet.markdown() for sheet in sheets)])
        markdown_file.write_text(text, encoding="utf-8")
    sys.exit(0 if measured.kept else 1)


def measure(options: Options) -> Measured:
    """One thing after the other, so that nothing measured disturbs anything else measured."""
    result = Measured(machine=machine(options.frontrun))
    start = time.perf_counter()
    chosen = [classic for classic in classics() if classic.name in options.names]
    programs = len(speed.NAMES) if "speed" in options.parts else 0
    per_classic = sum(part != "speed" for part in options.parts)
    if options.frontrun is not None:
        per_classic += sum(part in options.parts for part in ("power", "twins"))
    with Steps(per_classic * len(chosen) + programs) as steps:
        for classic in chosen:
            measure_one(classic, options, result, steps)
        for program in list(speed.NAMES)[:programs]:
            with steps.step("speed", program):
                rate = speed.rate(program, options.schedules, options.growth, options.frontrun)
                result.speeds.append(rate)
    result.machine["load_after"] = load()
    result.machine["seconds"] = time.perf_counter() - start
    return result


def measure_one(classic: Classic, options: Options, result: Measured, steps: Steps) -> None:
    name = classic.name
    if "power" in options.parts:
        with steps.step("power", name):
            result.bugs.append(power.hunt(classic, options.seeds, ENGINE_LIMIT))
        if options.frontrun is not None:
            with steps.step("power, frontrun", name):
                result.frontrun_bugs += judged(classic, classic.bug, options.seeds, options)
    if "native" in options.parts:
        with steps.step("native", name):
            result.native_loops.append(native.stress(classic, options.native_seconds))
    if "twins" in options.parts:
        with steps.step("twins", name):
            limit = options.twin_seconds + ENGINE_LIMIT
            twin = power.acquit(classic, options.seeds, options.twin_seconds, limit)
            result.twins.append(twin)
        if options.frontrun is not None:
            with steps.step("twins, frontrun", name):
                result.frontrun_twins += judged(classic, classic.twin, 1, options)


def judged(classic: Classic, program: Path, seeds: int, options: Options) -> list[peers.Verdict]:
    assert options.frontrun is not None
    return [
        peers.judge(options.frontrun, classic, program, form, strategy, seeds, options.limit)
        for form, strategy in peers.MODES
    ]


def tables(measured: Measured, options: Options) -> list[Sheet]:
    names = list(options.names)
    sheets = []
    if measured.bugs:
        sheets.append(power.hunts_sheet(measured.bugs))
    if measured.twins:
        sheets.append(power.acquittals_sheet(measured.twins))
    if measured.frontrun_bugs or measured.native_loops:
        ours, theirs = measured.bugs, measured.frontrun_bugs
        sheets.append(peers.peers_sheet(ours, theirs, measured.native_loops, names))
    if measured.frontrun_twins:
        sheets.append(peers.accused_sheet(measured.frontrun_twins, names))
    if measured.speeds:
        sheets.append(speed.speed_sheet(measured.speeds, options.frontrun is not None))
        sheets.append(speed.memory_sheet(measured.speeds))
    return sheets


def machine(frontrun: Path | None) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load_before": load(),
    }
    if frontrun is not None:
        told = ask("frontrun_version.py", limit=30, python=[str(frontrun)])
        if not told.lines:
            raise click.UsageError(f"no frontrun below {frontrun}: {told.complaint}")
        facts["frontrun"] = told.lines[0]
    return facts


def load() -> float | None:
    """How many processes wanted a core in the last minute; None where nobody knows."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def described(facts: dict[str, Any]) -> str:
    text = (
        f"Python {facts['python']}, {facts['system']}, {facts['cores']} cores, "
        f"load {facts['load_before']} before and {facts['load_after']} after, "
        f"{facts['seconds']:.0f} s in all"
    )
    if "frontrun" in facts:
        text += f"; frontrun {facts['frontrun']['frontrun']} on {facts['frontrun']['python']}"
    return text + "."


if __name__ == "__main__":
    engine()
