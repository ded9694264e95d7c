"""Has a worker write down what its threads are doing when the grader asks by a signal.

faulthandler answers at once, whatever the interpreter is doing; then Python's own handler gets its
turn, if the main thread still runs or waits for a lock, and says which thread is which.
"""

from __future__ import annotations

import builtins
import os
import signal
import threading
from typing import Any

globals()["__builtins__"] = dict(vars(builtins))

_names_of_threads: dict[int, Any] = threading._active  # type: ignore[attr-defined]
_write = os.write


def stack_signal() -> int:
    """The signal to ask with, 0 for none on this platform."""
    realtime = getattr(signal, "SIGRTMAX", None)
    if realtime is not None:
        return int(realtime) - 1
    return int(getattr(signal, "SIGUSR2", 0))


def arm(descriptor: int) -> None:
    """Answer the signal on `descriptor` from now on."""
    import faulthandler

    number = stack_signal()
    if not number or not hasattr(faulthandler, "register"):
        return

    def write_names(signum: int, frame: Any) -> None:
        for ident, thread in tuple(_names_of_threads.items()):
            name = str(getattr(thread, "_name", ""))[:100]
            _write(descriptor, f"Name {ident:#018x} {name!r}\n".encode())

    signal.signal(number, write_names)
    faulthandler.register(number, file=descriptor, all_threads=True, chain=True)


def disarm() -> None:
    """Leave the signal as a fresh process has it."""
    number = stack_signal()
    if number:
        import faulthandler

        faulthandler.unregister(number)
        signal.signal(number, signal.SIG_DFL)
