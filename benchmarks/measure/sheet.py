"""A table, for a terminal and for a page."""

from __future__ import annotations

from dataclasses import dataclass, field

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table


@dataclass
class Sheet:
    """`columns` after the first are set to the right when they start with ">"."""

    title: str
    columns: list[str]
    rows: list[list[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def print(self, console: Console) -> None:
        table = Table(
            title=self.title,
            title_justify="left",
            title_style="bold",
            box=SIMPLE_HEAD,
            padding=0,
        )
        for position, column in enumerate(self.columns):
            table.add_column(
                column.lstrip(">"),
                justify="right" if column.startswith(">") else "left",
                no_wrap=position == 0,
                min_width=self._longest_word(position),
            )
        for row in self.rows:
            table.add_row(*row)
        console.print(table, markup=False)
        for note in self.notes:
            console.print(note, markup=False, highlight=False)
        console.print()

    def _longest_word(self, position: int) -> int:
        cells = [self.columns[position].lstrip(">"), *(row[position] for row in self.rows)]
        return max(len(word) for cell in cells for word in cell.split() or [""])

    def markdown(self) -> str:
        names = [column.lstrip(">") for column in self.columns]
        rules = ["--:" if column.startswith(">") else "---" for column in self.columns]
        rows = [names, rules, *self.rows]
        lines = [f"### {self.title}", ""]
        lines += [
            "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows
        ]
        for note in self.notes:
            lines += ["", note]
        return "\n".join([*lines, ""])


def span(seconds: float) -> str:
    """A length of time, in the unit that suits it."""
    if seconds < 0.0995:
        return f"{seconds * 1000:.1f} ms" if seconds < 0.00995 else f"{seconds * 1000:.0f} ms"
    return f"{seconds:.1f} s"


def number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) or value >= 100 else f"{value:,.1f}"
