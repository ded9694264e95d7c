"""What a hidden suite works with: one lab for one check."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from grader.lab.run import Run, run
from grader.lab.script import ScriptRun, Send, script
from grader.lab.session import LOAD_SECONDS, Session
from grader.lab.stress import Stress, stress
from grader.lab.submission import Submission
from grader.result import Kind
from grader.supervisor import Supervisor

if TYPE_CHECKING:
    from grader.lab.explore import Exploration
    from grader.lab.gate_run import GateRun
    from grader.lab.interleave import Interleaving
    from grader.lab.overhead import OverheadRun


class Lab:
    """Every verb takes a fresh worker with the submission in a fresh directory, and raises
    `Rejected` by itself for whatever goes wrong with any student code.

    `names` maps what the module has to define to "class", "function" or "callable" (either).
    `seed` is the grading's seed; `rng` is derived from it and the check's id, so that a check
    draws the same numbers whichever checks run with it. `alone` is false where other gradings run
    beside this one, so that no clock is worth looking at.
    """

    def __init__(
        self,
        *,
        submission: Submission,
        names: Mapping[str, str],
        supervisor: Supervisor,
        seed: int = 0,
        check_id: str = "",
        coverage: bool = False,
        alone: bool = True,
    ) -> None:
        self.submission = submission
        self.names = names
        self.supervisor = supervisor
        self.seed = seed
        self.check_id = check_id
        self.coverage = coverage
        self.alone = alone
        self.rng = random.Random(f"{seed}/{check_id}")
        self.covered: dict[str, set[int]] = {}
        """Lines of the submission that have run, by file; only with `coverage`."""
        self.notes: list[str] = []

    def load(self, deadline: float = LOAD_SECONDS) -> None:
        """Import the module and look for the names, and no more. Raises Rejected."""
        with Session(self, soon_again=True) as session:
            session.load(deadline)
            session.finish()

    def run(
        self,
        scenario: Callable[..., Any],
        *args: Any,
        deadline: float = 5.0,
        start_method: str | None = None,
    ) -> Run:
        """Call `scenario(answer, *args)` once, natively, within `deadline` seconds.

        `answer` is the student's module; `start_method` is what multiprocessing uses there.
        """
        return run(self, scenario, args, deadline, start_method)

    def explore(self, scenario: Callable[..., Any], *args: Any, **options: Any) -> Exploration:
        """Search the interleavings of the scenario; see `grader.lab.explore`."""
        from grader.lab.explore import explore

        return explore(self, scenario, *args, **options)

    def interleave(self, scenario: Callable[..., Any], *args: Any, **options: Any) -> Interleaving:
        """Search the orders of what a scenario's processes do to things that they share; see
        `grader.lab.interleave`."""
        from grader.lab.interleave import interleave

        return interleave(self, scenario, *args, **options)

    def gate(self, scenario: Callable[..., Any], *args: Any, **options: Any) -> GateRun:
        """Judge how work is shared out, in virtual time; see `grader.lab.gate`."""
        from grader.lab.gate import gate

        return gate(self, scenario, *args, **options)

    def overhead(self, scenario: Callable[..., Any], *args: Any, **options: Any) -> OverheadRun:
        """Judge how much CPU time goes into passing work on; see `grader.lab.overhead`."""
        from grader.lab.overhead import overhead

        return overhead(self, scenario, *args, **options)

    def measured(
        self,
        one_after_the_other: Callable[..., Any],
        in_parallel: Callable[..., Any],
        *args: Any,
        workers: int,
    ) -> str:
        """What a real clock says of two scenarios, called with (answer, number of workers, args),
        in sentences for a note; see `grader.lab.measure`. Never part of a verdict."""
        from grader.lab.measure import real_speedup

        return real_speedup(self, one_after_the_other, in_parallel, *args, workers=workers)

    def script(
        self,
        *argv: str,
        stdin: str = "",
        signals: Sequence[Send] = (),
        deadline: float = 5.0,
        program: str = "",
    ) -> ScriptRun:
        """Run the submission as `python FILE ARGV`, sending `signals` one after the other.

        `program` is the source of another file beside the submission, to be run in its place: a
        program that imports it, and ends as it likes.
        Its exit status is the suite's to judge; not ending within `deadline` seconds and leaving
        processes behind are rejected here.
        """
        return script(self, argv, stdin, signals, deadline, program)

    def stress(
        self,
        scenario: Callable[..., Any],
        *args: Any,
        rounds: int = 50,
        holds: Callable[[Any], bool] | None = None,
        otherwise: Callable[[Any], str] | None = None,
        kind: Kind = Kind.RACE,
        deadline: float = 5.0,
        start_method: str | None = None,
    ) -> Stress:
        """Call the scenario up to `rounds` times in one worker, each time with the module freshly
        executed and threads switched every microsecond. In two of three rounds the answer's code
        also pauses now and then, by the seed, before what threads or processes may share.

        An outcome for which `holds` is false fails the check with `kind` and the sentence
        `otherwise(outcome)`, and the last operations on what failed where they were seen. Fewer
        rounds are made when 0.6 `deadline` seconds have passed. Children that are not forked do
        not pause, and are not seen.
        """
        return stress(self, scenario, args, rounds, holds, otherwise, kind, deadline, start_method)

    def note(self, text: str) -> None:
        """Show `text` with the check, whatever its verdict."""
        self.notes.append(text)

    def note_covered(self, lines: Mapping[str, Sequence[int]]) -> None:
        """Add lines that have run, by file."""
        for name, numbers in lines.items():
            self.covered.setdefault(name, set()).update(int(n) for n in numbers)
