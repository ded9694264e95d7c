"""Which reports were asked for, and writing them.

An `--output` belongs to the `--format` before it, so the order typed matters:
`--format github --format junit --output report.xml` writes annotations to stdout and JUnit to a
file. A lone `--output` is the terminal's report, or that of the one format named after it.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from grader.commands.settings import Settings, wants_color, width
from grader.i18n import _
from grader.reports import FORMATS, ReportOptions
from grader.result import Result

# These two are lines for people and for a log: one may follow the other.
SHARE_STDOUT = {"terminal", "github"}


@dataclass(frozen=True, slots=True)
class Output:
    """One report to write; `path` None is stdout."""

    format: str
    path: Path | None = None


def asked(typed: Sequence[str]) -> list[Output]:
    """The reports that `typed`, a command line that click has accepted, asks for.

    Raises click.UsageError when two reports would end up in one place.
    """
    outputs: list[Output] = []
    first: str | None = None
    for option, value in _options(typed):
        if option == "--format":
            outputs.append(Output(value))
        elif outputs and outputs[-1].path is None:
            outputs[-1] = replace(outputs[-1], path=Path(value))
        elif not outputs and first is None:
            first = value
        else:
            raise click.UsageError(
                _("--output {path} has no --format of its own.").format(path=value)
            )
    if first is not None:
        alone = outputs[0] if outputs else Output("terminal")
        if len(outputs) > 1 or alone.path is not None:
            raise click.UsageError(_("--output belongs after the --format it is for."))
        outputs = [replace(alone, path=Path(first))]
    outputs = [replace(o, path=None) if o.path == Path("-") else o for o in outputs]
    _refuse_clashes(outputs)
    return outputs or [Output("terminal")]


def _options(typed: Sequence[str]) -> list[tuple[str, str]]:
    """The --format, --json and --output of a command line, in order, with their values."""
    found: list[tuple[str, str]] = []
    for place, arg in enumerate(typed):
        option, has_value, value = arg.partition("=")
        if arg == "--":
            break
        if arg == "--json":
            found.append(("--format", "json"))
        elif option in ("--format", "--output"):
            found.append((option, value if has_value else typed[place + 1]))
    return found


def _refuse_clashes(outputs: Sequence[Output]) -> None:
    on_stdout = [o.format for o in outputs if o.path is None]
    if len(on_stdout) > 1 and not SHARE_STDOUT.issuperset(on_stdout):
        raise click.UsageError(
            _("Only one of {formats} can go to stdout; give the others an --output.").format(
                formats=", ".join(on_stdout)
            )
        )
    paths = [o.path for o in outputs if o.path is not None]
    for path in paths:
        if paths.count(path) > 1:
            raise click.UsageError(_("Two reports cannot go to {path}.").format(path=path))
        if not path.parent.is_dir():
            raise click.UsageError(_("There is no folder {path}.").format(path=path.parent))


def write(
    results: Sequence[Result], outputs: Sequence[Output], settings: Settings, next_exercise: str
) -> None:
    """Write every report; raises OSError when a file cannot be written."""
    for output in outputs:
        options = ReportOptions(
            color=output.path is None and wants_color(sys.stdout),
            width=width(),
            kit_root=settings.root,
            next_exercise=next_exercise,
        )
        text = FORMATS[output.format](results, options)
        if output.path is None:
            # Whoever reads no further (`| head`) has seen enough; the verdict stands.
            with contextlib.suppress(BrokenPipeError):
                click.echo(text, nl=not text.endswith("\n"), color=options.color)
        else:
            output.path.write_text(text, encoding="utf-8")
