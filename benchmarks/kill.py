"""Does anything outlive the grader? Kill it with SIGKILL at random moments and count who is left.

    python benchmarks/kill.py [--times N] [--seed N]

Linux only: this process adopts every orphan, so that nobody escapes the count. Each answer is
graded once without disturbance, to know how long that takes; the moments are spread over that time.
Exit status 1 when a process was alive two seconds after a kill.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import click
import psutil

KIT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(KIT))

from grader.worker import kernel  # noqa: E402

ANSWERS = {
    "a right one of processes": ("ex31", "solutions/ex31_parallel_sum/parallel_sum.py"),
    "a right one of threads": ("ex09", "solutions/ex09_lost_update/bank.py"),
    "one that ignores signals": ("ex09", "tests/attacks/ignores_signals.py"),
    "one with a survivor": ("ex31", "tests/attacks/survivor.py"),
    "one that bombs with forks": ("ex31", "tests/attacks/fork_chain.py"),
}
PATIENCE = 2.0
"""Seconds after which nobody may be left."""
LONGEST = 60.0


@dataclass(frozen=True)
class Killing:
    """One kill: how many processes there were, who was alive after PATIENCE seconds, how long the
    last one lived (seconds), and the files that are left."""

    family: int
    left: list[str]
    seconds: float
    files: list[str]


@click.command(help=__doc__)
@click.option("--times", default=20, show_default=True, type=click.IntRange(min=1))
@click.option("--seed", type=int, help="Draws the same moments again.")
def main(times: int, seed: int | None) -> None:
    sys.exit(0 if run(times, random.randrange(1_000_000) if seed is None else seed) else 1)


def run(times: int, seed: int) -> bool:
    """Kill so often; returns whether nobody was ever left."""
    if not kernel.adopt_orphans():
        raise SystemExit("This needs Linux.")
    print(f"seed {seed}")
    rng = random.Random(seed)
    durations = {name: until_its_end(*answer) for name, answer in ANSWERS.items()}
    print(f"{'answer':<28} {'killed after':>12} {'processes':>9} {'last gone':>10}  left")
    clean = True
    for number in range(times):
        name = list(ANSWERS)[number % len(ANSWERS)]
        moment = rng.uniform(0.0, durations[name])
        killing = kill(*ANSWERS[name], moment)
        clean = clean and not killing.left
        gone = f"{1000 * killing.seconds:.0f} ms"
        left = ", ".join(killing.left + killing.files) or "nothing"
        print(f"{name:<28} {moment:>10.2f} s {killing.family:>9} {gone:>10}  {left}", flush=True)
    print("Nobody was left." if clean else "Somebody was left.")
    return clean


def until_its_end(exercise: str, answer: str) -> float:
    """Seconds that an undisturbed grading takes."""
    with tempfile.TemporaryDirectory(prefix="k-") as folder:
        began = time.monotonic()
        with grading(exercise, answer, folder) as grader:
            with contextlib.suppress(subprocess.TimeoutExpired):
                grader.wait(LONGEST)
            if grader.poll() is None:
                grader.kill()
        return time.monotonic() - began


def kill(exercise: str, answer: str, moment: float) -> Killing:
    """Grade, kill the grader after `moment` seconds, look who is left."""
    with tempfile.TemporaryDirectory(prefix="k-") as folder:
        with grading(exercise, answer, folder) as grader:
            time.sleep(moment)
            family = len(alive())
            grader.send_signal(signal.SIGKILL)
            killed = time.monotonic()
            grader.wait()
        last = killed
        # To the end: a look may miss somebody who is just being adopted.
        while time.monotonic() < killed + PATIENCE:
            last = time.monotonic() if alive() else last
            time.sleep(0.01)
        left = [f"{p.pid} {' '.join(p.cmdline())[:60]}" for p in alive()]
        for process in alive():
            process.kill()
        files = [path.name for path in Path(folder).iterdir()]
        return Killing(family, left, last - killed, files)


def grading(exercise: str, answer: str, folder: str) -> subprocess.Popen[bytes]:
    """The grader at work, with a folder of its own for what is temporary."""
    Path(folder).chmod(0o711)
    return subprocess.Popen(
        [sys.executable, "-m", "grader", exercise, "--file", str(KIT / answer)],
        cwd=KIT,
        env={**os.environ, "PYTHONPATH": str(KIT), "TMPDIR": folder},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def alive() -> list[psutil.Process]:
    """Every living descendant. Orphans are adopted, so that nobody is missing."""
    found = []
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            if process.status() != psutil.STATUS_ZOMBIE or process.num_threads() > 1:
                found.append(process)
            elif process.ppid() == os.getpid():
                os.waitpid(process.pid, os.WNOHANG)
    return found


if __name__ == "__main__":
    main()
