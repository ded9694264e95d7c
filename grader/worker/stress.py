"""Many rounds of a scenario with real threads and processes, outcomes counted.

Every third round is plain; in the others points of the answer's code sleep now and then and note
what they see. What comes back are observations: nothing here knows what the right outcome is.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from grader.interleaving.data import as_data
from grader.interleaving.native import Shaken, Shaker
from grader.interleaving.sightings import tell
from grader.worker import plain

_MOST_OUTCOMES = 200
_MOST_TOLD = 20
_MOST_NOTES = 4 << 20
"""Bytes of notes that are kept of one outcome."""
_HIGH = 900
_PLAIN_EVERY = 3

_clock = time.perf_counter
_getpid, _exit = os.getpid, os._exit
_setswitchinterval = sys.setswitchinterval


class Rounds:
    """`load` executes the answer plainly; `scenario` is called with the module."""

    def __init__(
        self,
        folder: Path,
        module: str,
        load: Callable[[], ModuleType],
        scenario: Callable[[ModuleType], Any],
        seed: str,
        forced: bool,
    ) -> None:
        """`forced`: with points that switch, in two of three rounds."""
        self._folder = folder
        self._load = load
        self._scenario = scenario
        self._pid = _getpid()
        self._forced = forced
        self._log = _nameless_file()
        self._shaker = Shaker(self._log, seed)
        self._shaken = Shaken(folder, module, self._shaker)
        self._notes: dict[str, bytes] = {}
        self.counts: dict[str, int] = {}
        self.done = 0

    def run(self, rounds: int, seconds: float) -> None:
        """Make so many rounds, fewer when the time is over. Raises what the scenario raises."""
        limit = _clock() + seconds
        while self.done < rounds and (self.done == 0 or _clock() < limit):
            shaken = self._forced and self.done % _PLAIN_EVERY > 0
            try:
                outcome = self._once(shaken)
            finally:
                _setswitchinterval(0.005)
                if _getpid() != self._pid:  # a child that student code forked has fallen through
                    _exit(0)
                self._shaken.leave()
            self.done += 1
            if outcome in self.counts or len(self.counts) < _MOST_OUTCOMES:
                self.counts[outcome] = self.counts.get(outcome, 0) + 1
            if shaken and outcome not in self._notes and len(self._notes) < _MOST_TOLD:
                self._notes[outcome] = self._read()

    def reply(self) -> str:
        """The outcomes with how often each came, as the text of a JSON object."""
        rows = ", ".join("[" + text + ", " + str(n) + "]" for text, n in self.counts.items())
        if len(rows) > plain.MAX_SIZE:
            rows = ""
        return '{"rounds": ' + str(self.done) + ', "outcomes": [' + rows + "]}"

    def tell(self, outcome: int) -> dict[str, Any]:
        """The story of outcome number `outcome`; without steps where none was noted."""
        notes = self._notes.get(list(self.counts)[outcome], b"")
        return as_data(tell(notes, self._shaken.sites, self._folder))

    def _once(self, shaken: bool) -> str:
        if shaken:
            with contextlib.suppress(OSError):
                self._shaker.next_round()
        module = self._shaken.load() if shaken else self._load()
        _setswitchinterval(1e-6)
        return plain.encode(self._scenario(module))

    def _read(self) -> bytes:
        with contextlib.suppress(OSError):
            os.lseek(self._log, 0, os.SEEK_SET)
            return os.read(self._log, _MOST_NOTES)
        return b""


def _nameless_file() -> int:
    """A descriptor that forked children have as well; out of the way of those a program opens."""
    descriptor, name = tempfile.mkstemp()
    os.close(descriptor)
    descriptor = os.open(name, os.O_RDWR | os.O_APPEND)
    if os.name == "posix":
        import fcntl

        os.unlink(name)  # noqa: PTH108
        low = descriptor
        with contextlib.suppress(OSError):
            descriptor = fcntl.fcntl(low, fcntl.F_DUPFD_CLOEXEC, _HIGH)
            os.close(low)
    return descriptor
