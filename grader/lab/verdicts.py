"""Judges the outcomes of an exploration and words the diagnosis of the first that fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.harmless import harmless
from grader.i18n import _
from grader.lab.submission import Submission
from grader.result import Diagnosis, Kind, Step, Wait

_NOT_A_FAULT = "returned"


@dataclass(frozen=True, slots=True)
class Judge:
    """What a suite demands of every outcome: `holds(value)`, else `kind` and `otherwise(value)`."""

    submission: Submission
    holds: Callable[[Any], bool] | None
    otherwise: Callable[[Any], str]
    kind: Kind

    def first_failure(self, outcomes: Sequence[Mapping[str, Any]]) -> int | None:
        """The index of the first outcome that fails, None when all hold."""
        for index, outcome in enumerate(outcomes):
            if not self._passes(outcome):
                return index
        return None

    def _passes(self, outcome: Mapping[str, Any]) -> bool:
        if outcome["ending"] != _NOT_A_FAULT or outcome["failures"]:
            return False
        return self.holds is None or bool(self._safely_holds(outcome["value"]))

    def _safely_holds(self, value: Any) -> bool:
        """A predicate written for plain values may stumble over what a wrong answer returns."""
        assert self.holds is not None
        try:
            return self.holds(value)
        except (TypeError, KeyError, IndexError, AttributeError, ValueError):
            return False

    def diagnosis(
        self,
        outcome: Mapping[str, Any],
        story: Mapping[str, Any],
        found: Mapping[str, Any],
        processes: bool = False,
    ) -> Diagnosis:
        """Why `outcome` fails, with its story and how it was found; with `processes`, these and
        not threads are who acts in it."""
        kind, summary = self._finding(outcome, story, found, processes)
        waits = tuple(_wait(row) for row in _telling(story["waits"]))
        file, line = _place(outcome, story)
        return Diagnosis(
            kind=kind,
            summary=summary,
            story=steps_of(story),
            waits=waits,
            detail=self._traceback(outcome),
            file=file,
            line=line,
            schedule=story["schedule"],
            schedules_tried=outcome["first_schedule"],
            search_seconds=found["seconds"],
            facts={"actors": "processes"} if processes else {},
        )

    def _finding(
        self,
        outcome: Mapping[str, Any],
        story: Mapping[str, Any],
        found: Mapping[str, Any],
        processes: bool,
    ) -> tuple[Kind, str]:
        match outcome["ending"]:
            case "deadlock":
                told = _deadlock_of_processes if processes else _deadlock
                return Kind.DEADLOCK, told(story["waits"])
            case "never_ends":
                return Kind.NEVER_ENDS, _never_ends(story["waits"])
        if outcome["failures"]:
            return self._raised(outcome, found)
        summary = self.otherwise(outcome["value"])
        if self.kind is Kind.RACE and not story["interleaved"] and len(found["outcomes"]) == 1:
            return Kind.WRONG_RESULT, summary
        # What threads have read and written explains a result, not a thread that is left.
        clash = conflict(story, processes) if self.kind in (Kind.RACE, Kind.WRONG_RESULT) else ""
        return self.kind, " ".join(part for part in (clash, summary) if part)

    def _raised(self, outcome: Mapping[str, Any], found: Mapping[str, Any]) -> tuple[Kind, str]:
        failure = outcome["failures"][0]
        error = harmless(f"{failure['type']}: {failure['text']}".rstrip(": "))[:200].rstrip(".")
        where = {"error": error, "line": failure["line"], "thread": harmless(failure["thread"])}
        if any(self._passes(other) for other in found["outcomes"]) and self.kind is Kind.RACE:
            return Kind.RACE, _(
                "In some interleavings, but not in all, {thread} raises {error} in line {line}."
            ).format(**where)
        if not failure["line"]:
            return Kind.EXCEPTION, _("Using your code raised {error}.").format(**where)
        return Kind.EXCEPTION, _("Your code raised {error} in line {line}.").format(**where)

    def _traceback(self, outcome: Mapping[str, Any]) -> str:
        rows = []
        for failure in outcome["failures"][:1]:
            for file, line, function, source in failure["traceback"]:
                rows.append(
                    _("{file}, line {line}, in {function}").format(
                        file=file, line=line, function=function
                    )
                )
                rows.append(f"    {source}")
            rows.append(f"{failure['type']}: {failure['text']}".rstrip(": "))
        return harmless("\n".join(rows))


def steps_of(story: Mapping[str, Any]) -> tuple[Step, ...]:
    """The steps of a story that came as plain data."""
    return tuple(map(_step, story["steps"]))


def conflict(story: Mapping[str, Any], processes: bool = False) -> str:
    """What went wrong in one sentence, from the shape of the story."""
    target, value = harmless(story["target"]), harmless(story["value"])
    if story["conflict"] == "lost_update" and processes:
        return _(
            "Two processes read {target} = {value} before either wrote, so one update is lost."
        ).format(target=target, value=value or "?")
    if story["conflict"] == "lost_update" and value:
        return _(
            "Two threads read {target} = {value} before either wrote, so one update is lost."
        ).format(target=target, value=value)
    if story["conflict"] == "lost_update":
        return _("Two threads read {target} before either wrote, so one update is lost.").format(
            target=target
        )
    if story["conflict"] == "stale_read":
        marked = [step for step in story["steps"] if step["mark"]]
        return _(
            "{reader} read {target}, then {writer} changed it, and {reader} went on with what it "
            "had read."
        ).format(
            reader=harmless(marked[0]["thread"]),
            writer=harmless(marked[1]["thread"]),
            target=target,
        )
    return ""


def _deadlock(waits: Sequence[Mapping[str, Any]]) -> str:
    cycle = [row for row in waits if row["in_cycle"]]
    if len(cycle) == 1:
        return _("Deadlock: {thread} waits for {name}, which it holds itself.").format(
            thread=harmless(cycle[0]["thread"]), name=harmless(cycle[0]["name"]) or _("a lock")
        )
    if cycle and all(row["verb"] == "lock" for row in cycle):
        return _("Deadlock: every thread waits for a lock that another one holds.")
    if cycle:
        return _("Deadlock: every thread waits for what only another waiting thread can do.")
    return _("Deadlock: no thread can go on, and nobody is left who could wake one.")


def _deadlock_of_processes(waits: Sequence[Mapping[str, Any]]) -> str:
    cycle = [row for row in waits if row["in_cycle"]]
    verbs = {row["verb"] for row in cycle}
    if {"process", "feeder", "room"} <= verbs:
        return _(
            "Deadlock: {parent} waits for {child} to end, and that cannot end before somebody has "
            "taken from the queue what it put there."
        ).format(**_joined(cycle))
    if cycle and verbs == {"lock"} and len(cycle) > 1:
        return _("Deadlock: every process waits for a lock that another one holds.")
    if len(cycle) > 1:
        return _("Deadlock: every process waits for what only another waiting process can do.")
    if cycle:
        return _("Deadlock: {process} waits for {name}, which it holds itself.").format(
            process=harmless(cycle[0]["thread"]), name=harmless(cycle[0]["name"]) or _("a lock")
        )
    return _("Deadlock: no process can go on, and nobody is left who could wake one.")


def _joined(cycle: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    row = next(row for row in cycle if row["verb"] == "process")
    return {"parent": harmless(row["thread"]), "child": harmless(row["name"])}


def _never_ends(waits: Sequence[Mapping[str, Any]]) -> str:
    running = next((row for row in waits if row["verb"] == "running" and row["line"]), None)
    if running is None:
        return _("The program never ends, however long it is given.")
    return _("{thread} is still going round at line {line}, and nothing will ever end it.").format(
        thread=harmless(running["thread"]), line=running["line"]
    )


def _telling(waits: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The rows that explain: the cycle where there is one, else everybody on a line of theirs."""
    cycle = [row for row in waits if row["in_cycle"]]
    return cycle or [row for row in waits if row["line"]] or list(waits)


def _step(step: Mapping[str, Any]) -> Step:
    return Step(
        thread=harmless(step["thread"]),
        file=step["file"],
        line=step["line"],
        source=harmless(step["source"]),
        event=step["event"],
        target=harmless(step["target"]),
        value=harmless(step["value"]),
        before=harmless(step["before"]),
        holds=tuple(harmless(name) for name in step["holds"]),
        mark=bool(step["mark"]),
    )


def _wait(row: Mapping[str, Any]) -> Wait:
    return Wait(
        thread=harmless(row["thread"]),
        waits_for=_awaited(row["verb"], harmless(row["name"])),
        file=row["file"],
        line=row["line"],
        source=harmless(row["source"]),
        holds=tuple((harmless(name), int(line)) for name, line in row["holds"]),
        held_by=harmless(row["held_by"]),
        in_cycle=bool(row["in_cycle"]),
    )


def _awaited(verb: str, name: str) -> str:
    """What is waited for, in the reader's language.

    Whose end is waited for, that one; "" by who still runs.
    """
    match verb:
        case "lock":
            return name or _("a lock")
        case "thread" | "feeder":
            return name or _("another thread")
        case "process":
            return name or _("another process")
        case "room":
            return _("room in {name}").format(name=name or _("a pipe"))
        case "pipe":
            return _("data from {name}").format(name=name or _("a pipe"))
        case "running":
            return ""
        case "pool":
            return _("the pool to finish")
        case "future":
            return _("the result of a task")
        case "condition":
            return _("a notification on {name}").format(name=name or _("a condition"))
        case "event":
            return _("the event {name}").format(name=name)
        case "semaphore":
            return _("the semaphore {name}").format(name=name)
        case "barrier":
            return _("the others at the barrier {name}").format(name=name)
    return _("the queue {name}").format(name=name)


def _place(outcome: Mapping[str, Any], story: Mapping[str, Any]) -> tuple[str, int]:
    """The line to point at: of the exception, of the last marked step, of the first who waits."""
    for failure in outcome["failures"]:
        if failure["line"]:
            return failure["file"], failure["line"]
    for row in _telling(story["waits"]):
        if row["line"]:
            return row["file"], row["line"]
    marked = [step for step in story["steps"] if step["mark"]] or list(story["steps"])
    return (marked[-1]["file"], marked[-1]["line"]) if marked else ("", 0)
