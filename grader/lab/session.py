"""One worker with the submission in it, and every generic failure turned into `Rejected`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from grader.check import Rejected
from grader.lab import failures
from grader.lab.failures import Phase
from grader.lab.pack import pack, pack_function
from grader.supervisor import Confinement, Evidence, Loss, Order, Worker, WorkerLost

if TYPE_CHECKING:
    from grader.lab.lab import Lab

LOAD_SECONDS = 5.0
FINISH_SECONDS = 3.0
"""How long a worker may take to leave once the scenario is over, threads and exit functions
included."""
_CPU_SECONDS = 140.0
"""For each process, where a verb does not want more. A second line behind the deadlines; and where
it is the same for all verbs, a worker that was started for one does for another."""


class Session:
    """Use as a context manager: the worker is gone afterwards.

    `files` are further files beside the submission, `environment` further variables; both are
    for the verbs, not for suites. `soon_again` says that another session like this one is likely to
    follow.
    """

    def __init__(
        self,
        lab: Lab,
        *,
        stdin: str = "",
        cpu_seconds: float = 0.0,
        files: Mapping[str, bytes] | None = None,
        environment: Mapping[str, str] | None = None,
        soon_again: bool = False,
    ) -> None:
        self.lab = lab
        # Where gradings run side by side, nobody is idle meanwhile.
        self._soon_again = soon_again and lab.alone
        self._order = Order(
            files={**lab.submission.files, **(files or {})},
            seed=lab.seed,
            stdin=stdin.encode(),
            coverage=lab.coverage,
            environment=environment or {},
            confinement=Confinement(cpu_seconds=int(max(cpu_seconds, _CPU_SECONDS)) + 1),
        )
        self._worker: Worker | None = None

    def __enter__(self) -> Session:
        self._worker = self.lab.supervisor.start(self._order, soon_again=self._soon_again)
        return self

    def __exit__(self, *_: object) -> None:
        self.worker.end()

    @property
    def worker(self) -> Worker:
        assert self._worker is not None, "a session is used inside its `with`"
        return self._worker

    def prepare(
        self,
        scenario: Callable[..., Any] | None,
        arguments: tuple[Any, ...] = (),
        *,
        start_method: str | None = None,
        setup: Callable[..., Any] | None = None,
        setup_arguments: tuple[Any, ...] = (),
    ) -> None:
        """Hand over the scenario, before any student code is there.

        `setup(*setup_arguments)` is called in the worker now, and what it replaces (a patched
        `os.cpu_count`) does not count as tampering. `start_method` becomes multiprocessing's.
        """
        self.worker.ask(
            "prepare",
            LOAD_SECONDS,
            scenario=pack_function(scenario) if scenario else "",
            arguments=list(arguments),
            start_method=start_method or "",
            setup=pack((setup, setup_arguments), setup.__module__) if setup else "",
        )

    def load(self, deadline: float = LOAD_SECONDS) -> None:
        """Import the student's module and see that it defines what the exercise names."""
        submission = self.lab.submission
        reply = self.ask(
            "load", deadline, Phase.LOAD, module=submission.module, file=submission.file
        )
        failures.reject_missing_names(reply["names"], self.lab.names, submission)

    def ask(
        self, op: str, deadline: float, phase: Phase = Phase.SCENARIO, **fields: Any
    ) -> dict[str, Any]:
        """One request within `deadline` seconds. Raises Rejected for whatever goes wrong with
        student code, and KitFailed when the kit's own code in the worker does."""
        try:
            reply = self.worker.ask(op, deadline, **fields)
        except WorkerLost as lost:
            raise self._rejected(lost, phase, deadline) from None
        findings = reply.get("findings", {})
        self.lab.note_covered(findings.get("covered", {}))
        failures.reject_tampering(findings)
        if "error" in reply:
            raise failures.raised(reply["error"], phase, self.lab.submission, self._stderr())
        failures.reject_oversized(reply.get("value", reply.get("found")))
        return reply

    def finish(self, deadline: float = FINISH_SECONDS) -> Evidence:
        """Let the worker leave; returns what was seen of it. Raises Rejected for a thread that
        keeps it from ending and for processes left behind."""
        try:
            evidence = self.worker.finish(deadline)
        except WorkerLost as lost:
            raise self._rejected(lost, Phase.FINISH, deadline) from None
        failures.reject_survivors(evidence)
        return evidence

    def output(self) -> tuple[str, str]:
        """Standard output and error of the worker until now, as they are."""
        return self.worker.output()

    def _stderr(self) -> str:
        return self.worker.output()[1]

    def _rejected(self, lost: WorkerLost, phase: Phase, deadline: float) -> Rejected:
        if lost.loss is Loss.DEADLINE and phase is Phase.FINISH:
            return failures.never_left(lost, self.worker.evidence(), self._place())
        return failures.lost(lost, phase, deadline, self._place())

    def _place(self) -> failures.Place:
        out, err = self.worker.output()
        return failures.Place(self.lab.submission, str(self.worker.sandbox.work), out, err)
