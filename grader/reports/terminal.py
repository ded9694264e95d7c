"""The report that a person reads in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from grader.harmless import one_line
from grader.i18n import _, ngettext
from grader.reports import words
from grader.reports.evidence import SCREEN, evidence
from grader.reports.layout import (
    BAD,
    DIM,
    GOOD,
    MARK,
    NARROWEST,
    STRONG,
    WIDEST,
    Text,
    cell_len,
    clip,
    paragraph,
    render,
    trimmed,
    wrap,
)
from grader.reports.options import ReportOptions
from grader.result import CheckResult, Diagnosis, Result, Status

TWO_SCREENS = 32
"""Lines of evidence after which a further diagnosis is only its sentence."""

FEW = 8
"""Of more results than this, each that did not pass gets one line beside its heading."""

_STYLE = {Status.PASSED: GOOD, Status.FAILED: BAD, Status.SKIPPED: MARK, Status.ERROR: BAD}


def write(results: Sequence[Result], options: ReportOptions) -> str:
    """One result in full, several in brief with a total."""
    return render(lines(results, options), options.color)


def lines(results: Sequence[Result], options: ReportOptions) -> list[Text]:
    """The report as lines of at most `options.width` cells (40 at the least)."""
    page = Page(max(options.width, NARROWEST))
    if len(results) == 1:
        return page.in_full(results[0], options.next_exercise)
    return page.in_brief(results)


class Page:
    """Lays results out for one width in cells; prose stays narrower than evidence may be."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.prose = min(width, WIDEST)
        self.narrow = width < 60

    def in_full(self, result: Result, next_exercise: str = "") -> list[Text]:
        """One result with everything that explains it."""
        page = self._header(result)
        if result.message:
            return [*page, Text(), *paragraph(result.message, self.prose)]
        page += [Text(), *self._checks(result), *self._coverage(result)]
        if result.passed:
            return [*page, Text(), *self._praise(result, next_exercise)]
        page += self._diagnoses(result)
        if any(check.status is Status.ERROR for check in result.checks):
            text = _(
                "ERR: here the kit itself failed, not your answer."
                " If it happens again, tell your instructor."
            )
            page += [Text(), *paragraph(text, self.prose)]
        return [*page, Text(), *self._commands(result)]

    def in_brief(self, results: Sequence[Result]) -> list[Text]:
        """A few lines for each result, and the total."""
        page: list[Text] = []
        for result in results:
            page += self._header(result)
            if result.passed:
                continue
            if result.message:
                page += paragraph(result.message, self.prose, indent=6)
            elif len(results) > FEW:
                page += self._first_failure(result)
            else:
                page += self._failures(result)
                page += self._command(_("More:"), words.again(result), indent=6)
            if len(results) <= FEW:
                page.append(Text())
        if page and page[-1].plain:
            page.append(Text())
        page += self._total(results)
        failing = next((r for r in results if not r.passed and not r.message), None)
        if failing and len(results) > FEW:
            page += self._command(_("More:"), words.again(failing))
        return page

    def _header(self, result: Result) -> list[Text]:
        if result.message:
            right, style = _("not graded"), BAD
        else:
            right, style = (
                words.points(result.score, result.max_score),
                (GOOD if result.passed else BAD),
            )
        return self._split(
            words.short_id(result) + "  ", STRONG, one_line(result.title), STRONG, right, style
        )

    def _split(
        self,
        lead: str,
        lead_style: str,
        text: str,
        text_style: str,
        right: str,
        right_style: str,
        gap: int = 2,
    ) -> list[Text]:
        """`text` wrapped behind `lead`, and `right` at the right end of the first line."""
        room = self.prose - cell_len(lead) - cell_len(right) - gap
        pieces = wrap(text, max(room, 2))
        first = Text.assemble((lead, lead_style), (pieces[0], text_style))
        first.append(" " * max(self.prose - cell_len(first.plain) - cell_len(right), 1))
        first.append(right, right_style)
        rest = [Text(" " * cell_len(lead) + piece, text_style) for piece in pieces[1:]]
        return [first, *rest]

    def _checks(self, result: Result) -> list[Text]:
        lines = []
        for check in result.checks:
            lines += self._check(check, result)
            if check.reason:
                lines += paragraph(check.reason, self.prose, indent=8, style=DIM)
            for remark in check.notes:
                lines += paragraph(remark, self.prose, indent=8, style=DIM)
        return lines

    def _check(self, check: CheckResult, result: Result) -> list[Text]:
        """`  FAIL  every deposit counts   0/4   race`; the kind joins the title when narrow."""
        word = "  " + words.status_word(check.status)
        word += " " * max(8 - cell_len(word), 1)
        kind = words.kind_word(check.diagnosis.kind) if check.diagnosis else ""
        score = f"{check.points}/{check.max_points}"
        text, right = one_line(check.title), score
        if self.narrow:
            text += f" ({kind})" if kind else ""
        else:
            kinds = [
                cell_len(words.kind_word(c.diagnosis.kind)) for c in result.checks if c.diagnosis
            ]
            if kinds:
                right = score + "   " + kind + " " * (max(kinds) - cell_len(kind))
        style = _STYLE[check.status]
        split = self._split(word, style, text, "", right, style if kind else "")
        return [trimmed(line) for line in split]

    def _coverage(self, result: Result) -> list[Text]:
        if result.coverage_percent is None:
            return []
        if not result.uncovered:
            text = _("Every line of the answer was run by some check.")
        else:
            text = _("Lines that no check ever ran: {lines} ({percent} % were run).").format(
                lines=_ranges(result.uncovered), percent=f"{result.coverage_percent:.0f}"
            )
        return [Text(), *paragraph(text, self.prose)]

    def _praise(self, result: Result, next_exercise: str) -> list[Text]:
        text = _("Well done, every check passed.")
        if next_exercise:
            text += " " + _("Next: {command}").format(
                command=f"python -m grader {next_exercise.split('_')[0]}"
            )
        return paragraph(text, self.prose, style=GOOD)

    def _about(self, checks: Sequence[CheckResult], result: Result) -> list[Text]:
        """Which checks the following diagnosis explains."""
        if len(checks) == len(result.checks) > 2:
            text = _("All {n} checks:").format(n=len(checks))
        else:
            text = "; ".join(one_line(check.title) for check in checks) + ":"
        return paragraph(text, self.prose, style=STRONG)

    def _diagnoses(self, result: Result) -> list[Text]:
        """Every diagnosis, the first ones with their evidence, one of them with its hint."""
        page: list[Text] = []
        groups = words.shared(result.checks)
        each = SCREEN if len(groups) == 1 else SCREEN * 2 // 3
        room = TWO_SCREENS
        hinted = False
        told: set[object] = set()
        for diagnosis, checks in groups:
            page.append(Text())
            if len(groups) > 1:
                page += self._about(checks, result)
            page += paragraph(diagnosis.summary, self.prose)
            lines = _where(diagnosis)
            if lines and lines in told:
                page += paragraph(_("It goes wrong on the same lines as above."), self.prose)
            elif shown := evidence(diagnosis, self.width, each) if room > 0 else []:
                room -= len(shown)
                page += [Text(), *shown]
            told.add(lines)
            if diagnosis.hint and not hinted:
                page += [Text(), *self._hint(diagnosis)]
                hinted = True
        return page

    def _hint(self, diagnosis: Diagnosis) -> list[Text]:
        return paragraph(diagnosis.hint, self.prose, lead=_("Hint:") + " ", lead_style=STRONG)

    def _failures(self, result: Result) -> list[Text]:
        """The checks that did not pass, each diagnosis once."""
        page: list[Text] = []
        explained = [diagnosis for diagnosis, _checks in words.shared(result.checks)]
        for check in result.checks:
            if check.status is Status.PASSED:
                continue
            page += self._check(check, result)
            if check.diagnosis in explained:
                explained.remove(check.diagnosis)
                page += paragraph(check.diagnosis.summary, self.prose, indent=8)
            elif check.reason:
                page += paragraph(check.reason, self.prose, indent=8, style=DIM)
        return page

    def _first_failure(self, result: Result) -> list[Text]:
        """One line for the first check that did not pass: its title, or better its diagnosis."""
        check = next((c for c in result.checks if c.status is not Status.PASSED), None)
        if check is None:
            return []
        text = words.why(check) or one_line(check.title)
        word = words.status_word(check.status)
        lead = " " * 6 + word + "  "
        return [
            Text.assemble((lead, _STYLE[check.status]), clip(text, self.prose - cell_len(lead)))
        ]

    def _commands(self, result: Result) -> list[Text]:
        again, more = words.again(result), words.more(result)
        line = Text.assemble(
            ("  " + _("Again:"), STRONG), f" {again}    ", (_("More:"), STRONG), f" {more}"
        )
        if cell_len(line.plain) <= self.prose:
            return [line]
        return [*self._command(_("Again:"), again), *self._command(_("More:"), more)]

    def _command(self, label: str, command: str, indent: int = 2) -> list[Text]:
        if indent + cell_len(label) + 1 + cell_len(command) <= self.prose:
            return [Text.assemble(" " * indent, (label, STRONG), " " + command)]
        return [
            Text.assemble(" " * indent, (label, STRONG)),
            *paragraph(command, self.prose, indent=min(indent + 2, 4)),
        ]

    def _total(self, results: Sequence[Result]) -> list[Text]:
        passed = sum(result.passed for result in results)
        right = words.points(
            sum(result.score for result in results), sum(result.max_score for result in results)
        )
        text = ngettext(
            "{passed} of {n} exercise passed", "{passed} of {n} exercises passed", len(results)
        ).format(passed=passed, n=len(results))
        style = GOOD if passed == len(results) else BAD
        return self._split(_("Total") + "  ", STRONG, text, STRONG, right, style)


def _where(diagnosis: Diagnosis) -> frozenset[tuple[object, ...]]:
    """The kind and the lines that matter, to tell a second finding from the same one again."""
    steps = [(step.file, step.line) for step in diagnosis.story if step.mark]
    waits = [(wait.file, wait.line, wait.holds, wait.waits_for) for wait in diagnosis.waits]
    return frozenset((diagnosis.kind, *place) for place in [*steps, *waits])


def _ranges(numbers: Sequence[int]) -> str:
    """`3, 7-9` for 3, 7, 8, 9."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(f"{a}-{b}" if b > a else str(a) for a, b in spans)
