"""Turns what can go wrong with any student code into a diagnosis, in one place."""

from __future__ import annotations

import difflib
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from grader.check import Rejected, reject
from grader.harmless import clipped, harmless
from grader.i18n import _, ngettext
from grader.lab.hanging import Told, tell
from grader.lab.submission import Submission
from grader.lab.traceback import frames_of_text, innermost, render, render_syntax
from grader.result import Diagnosis, Kind
from grader.supervisor import Evidence, Loss, ProcessSeen, Stack, WorkerLost
from grader.worker.plain import TOO_LARGE


class Phase(Enum):
    """When it went wrong."""

    LOAD = auto()
    SCENARIO = auto()
    FINISH = auto()
    SCRIPT = auto()


@dataclass(frozen=True, slots=True)
class Place:
    """Where it went wrong: the submission, the folder it lay in, and the output until then."""

    submission: Submission
    folder: str
    stdout: str = ""
    stderr: str = ""


def raised(
    error: Mapping[str, Any], phase: Phase, submission: Submission, stderr: str = ""
) -> Rejected:
    """Student code raised; `error` is what `grader.worker.failures` described."""
    name, message = str(error.get("type", "")), harmless(str(error.get("message", "")))
    first_line = message.strip().splitlines()[0][:200] if message.strip() else ""
    said = harmless(f"{name}: {first_line}" if first_line else name)
    syntax = error.get("syntax")
    if syntax:
        return _syntax_error(name, syntax, submission)
    file, line = innermost(error, submission)
    kind = Kind.IMPORT_ERROR if phase is Phase.LOAD else Kind.EXCEPTION
    if error.get("exit"):
        summary = (
            _("Your module ends the program while it is imported (it calls sys.exit or exit).")
            if phase is Phase.LOAD
            else _("Your code ends the program (it calls sys.exit or exit) instead of returning.")
        )
    elif phase is Phase.LOAD and name == "ModuleNotFoundError":
        summary = _("Importing your module failed: {error}. Use the standard library only.")
    elif phase is Phase.LOAD:
        summary = _("Importing your module failed: {error}.")
    elif line:
        summary = _("Your code raised {error} in line {line}.")
    else:
        summary = _("Using your code raised {error}.")
    return Rejected(
        Diagnosis(
            kind=kind,
            summary=summary.format(error=said.rstrip("."), line=line),
            detail=render(error, submission),
            file=file,
            line=line,
        )
    )


def _syntax_error(name: str, syntax: Mapping[str, Any], submission: Submission) -> Rejected:
    line = syntax.get("line") or 0
    summary = (
        _("Python cannot read your file: {error} in line {line}.")
        if line
        else _("Python cannot read your file: {error}.")
    )
    return Rejected(
        Diagnosis(
            kind=Kind.IMPORT_ERROR,
            summary=summary.format(error=harmless(str(syntax.get("message") or name)), line=line),
            detail=render_syntax(name, syntax, submission),
            file=str(syntax.get("file", "")),
            line=line,
        )
    )


def lost(lost: WorkerLost, phase: Phase, deadline: float, place: Place) -> Rejected:
    """The worker gave no answer."""
    if lost.loss is Loss.DEADLINE:
        return _never_ends(lost, phase, deadline, place)
    kind, summary = _loss(lost, phase)
    return Rejected(Diagnosis(kind=kind, summary=summary, detail=_output(place)))


def _loss(lost: WorkerLost, phase: Phase) -> tuple[Kind, str]:
    if lost.loss is Loss.EXITED:
        return Kind.KILLED, exited(lost.status, phase)
    summaries = {
        Loss.FORGED: (
            Kind.TAMPERING,
            _("Your code wrote to a file descriptor that belongs to the grader."),
        ),
        Loss.CHANNEL_CLOSED: (
            Kind.TAMPERING,
            _("Your code closed a file descriptor that belongs to the grader."),
        ),
        Loss.KEEPER: (Kind.TAMPERING, _("Your code ended a process that belongs to the grader.")),
        Loss.OUTPUT: (
            Kind.KILLED,
            _("Your code printed more than a mebibyte and was ended. Does a loop never stop?"),
        ),
        Loss.PROCESSES: (
            Kind.KILLED,
            _("Your code started processes without end and was ended."),
        ),
        Loss.MEMORY: (Kind.KILLED, _("Your code used too much memory and was ended.")),
        Loss.DISK: (Kind.KILLED, _("Your code filled the disk and was ended.")),
    }
    return summaries[lost.loss]


def exited(status: int | None, phase: Phase) -> str:
    if status is not None and status < 0:
        try:
            name = signal.Signals(-status).name
        except ValueError:
            name = str(-status)
        return _("The process that ran your code was ended by the signal {name}.").format(name=name)
    summary = (
        _("Your module ends the whole process while it is imported (exit status {status}).")
        if phase is Phase.LOAD
        else _("Your code ended the whole process (exit status {status}) instead of returning.")
    )
    return summary.format(status="?" if status is None else status)


def _never_ends(lost: WorkerLost, phase: Phase, deadline: float, place: Place) -> Rejected:
    if phase is Phase.LOAD:
        summary = _("Importing your module did not end within {seconds} seconds.")
    elif phase is Phase.SCRIPT:
        summary = _("Your script did not end within {seconds} seconds.")
    else:
        summary = _("Your code did not end within {seconds} seconds.")
    told = tell(lost.stacks, place.submission, place.folder)
    return Rejected(
        Diagnosis(
            kind=Kind.NEVER_ENDS,
            summary=summary.format(seconds=f"{deadline:g}"),
            detail=told.text or _output(place),
            file=told.file,
            line=told.line,
        )
    )


def never_left(lost: WorkerLost, evidence: Evidence, place: Place) -> Rejected:
    """The scenario had returned, and the program could not end: something still runs."""
    main = [stack for stack in lost.stacks if stack.main and not stack.process]
    threads = [stack for stack in lost.stacks if not stack.main and not stack.process]
    children = [stack for stack in lost.stacks if stack.process]

    def at(stacks: list[Stack]) -> Told:
        return tell(stacks, place.submission, place.folder)

    if (told := at(main)).text:
        kind = Kind.NEVER_ENDS
        summary = _("What your code does when the program ends (atexit) does not end itself.")
    elif not (told := at(threads)).text and evidence.processes:
        kind = Kind.LEAKED_PROCESS
        summary = _("A process that your code started still runs when everything should be over.")
        told = at(children)
    else:
        kind = Kind.LEAKED_THREAD
        summary = _("A thread that your code started still runs when everything should be over.")
    return Rejected(
        Diagnosis(kind=kind, summary=summary, detail=told.text, file=told.file, line=told.line)
    )


def reject_survivors(evidence: Evidence) -> None:
    """Raises Rejected (`leaked_process`) when processes outlived the worker."""
    survivors = evidence.survivors
    if not survivors:
        return
    n = len(survivors)
    reject(
        Kind.LEAKED_PROCESS,
        ngettext(
            "Your code left {n} process behind; it was ended.",
            "Your code left {n} processes behind; they were ended.",
            n,
        ).format(n=n),
        detail="\n".join(_survivor(s) for s in survivors[:10]),
        facts={"pids": [s.pid for s in survivors]},
    )


def _survivor(process: ProcessSeen) -> str:
    text = _("process {pid}: {command}") if process.command else _("process {pid}: a fork")
    return text.format(pid=process.pid, command=harmless(process.command))


def reject_tampering(findings: Mapping[str, Any]) -> None:
    """Raises Rejected (`tampering`) when student code replaced or reached for what it may not."""
    if replaced := [str(name) for name in findings.get("replaced", ())]:
        reject(
            Kind.TAMPERING,
            _("Your module replaced {names}, which others rely on. Leave it as it is.").format(
                names=", ".join(replaced[:3])
            ),
        )
    if findings.get("reached"):
        reject(
            Kind.TAMPERING,
            _("Your code tried to read files that belong to the grader."),
        )
    if findings.get("looked"):
        reject(
            Kind.TAMPERING,
            _("Your code looked into the frames or objects of the program that called it."),
        )


def reject_oversized(value: Any) -> None:
    """Raises Rejected (`wrong_result`) when what the scenario gave was too large to be sent."""
    if value == {"__object__": TOO_LARGE}:
        reject(Kind.WRONG_RESULT, _("What your code gave back is too large to be looked at."))


_FITTING = {
    "class": ("class",),
    "function": ("function",),
    "callable": ("function", "class"),
}
"""What a module may define a name as, by what the exercise asks for."""


def reject_missing_names(
    found: Mapping[str, str], wanted: Mapping[str, str], submission: Submission
) -> None:
    """Raises Rejected (`missing_name`) unless `found` (name to sort) has all that is `wanted`."""
    for name, sort in wanted.items():
        if name not in found:
            reject(Kind.MISSING_NAME, _missing(name, sort, found, submission), file=submission.file)
        if found[name] not in _FITTING.get(sort, (found[name],)):
            summary = (
                _("{name} in {file} has to be a class; it is: {found}.")
                if sort == "class"
                else _("{name} in {file} has to be a function; it is: {found}.")
            )
            reject(
                Kind.MISSING_NAME,
                summary.format(name=name, file=submission.file, found=harmless(found[name])),
                file=submission.file,
            )


def _missing(name: str, sort: str, found: Mapping[str, str], submission: Submission) -> str:
    own = [n for n, s in found.items() if not n.startswith("__") and s != "module"]
    near = difflib.get_close_matches(name, own, n=1, cutoff=0.6)
    if near:
        text = _("{file} defines no {name}. Did you mean it by {near}?")
    elif sort == "class":
        text = _("{file} defines no {name}; a class with this name was expected.")
    else:
        text = _("{file} defines no {name}; a function with this name was expected.")
    return text.format(file=submission.file, name=name, near=harmless(near[0]) if near else "")


def _output(place: Place) -> str:
    """The last of what was printed, errors first: often all there is to explain an end."""
    text = frames_of_text(place.stderr, place.folder).strip() or place.stdout.strip()
    return clipped("\n".join(text.splitlines()[-15:]), 2000)
