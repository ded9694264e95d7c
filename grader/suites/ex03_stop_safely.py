"""Stop safely: what an answer to ex03 has to keep. Intervals are short, since an answer may look
every millisecond, and each look is a few steps."""

from __future__ import annotations

import re
from typing import Any

from grader.check import N_, Kind, _, check, expect, short
from grader.lab import Lab, ScriptRun, Send
from grader.lab.demands import gives, none_left
from grader.lab.scenes import threads_left

INTERVAL = 0.1
READY = "Press Ctrl-C to stop."
ROUND = ["tick 1 ... tick N", "stopped after N ticks"]


def folded(lines: list[str]) -> list[str]:
    """The lines, with N for the number of ticks wherever they count as they should."""
    told: list[str] = []
    ticks = 0
    for line in lines:
        if line == f"tick {ticks + 1}":
            ticks += 1
            told += [] if ticks > 1 else ["tick 1 ... tick N"]
        elif ticks and line == f"stopped after {ticks} ticks":
            ticks = 0
            told.append("stopped after N ticks")
        else:
            told.append(line)
    return told


def life(answer: Any, acts: list[str], what: str) -> Any:
    """What comes of a ticker: "all" that is written, what of it is "late", how many "ticks" there
    were, and how many of them, and seconds, there were from the last act on ("stop").

    Acts are "start", "stop", "wait" (for a tick, and until the next is due), "wait long".
    """
    import time
    from threading import Event

    lines: list[str] = []
    ticked, ticks, begun = Event(), 0, 0.0

    def write(text: str) -> None:
        lines.append(text)
        if text.startswith("tick"):
            ticked.set()

    ticker = answer.Ticker(write, INTERVAL)
    for act in acts:
        ticks, begun = len(lines), time.monotonic()
        if act == "wait":
            ticked.clear()
            ticked.wait(3 * INTERVAL)
        if act in ("wait", "wait long"):
            time.sleep(INTERVAL if act == "wait" else 3.5 * INTERVAL)
        else:
            getattr(ticker, act)()
    seconds, in_time = time.monotonic() - begun, len(lines)
    time.sleep(3 * INTERVAL)
    return {
        "all": folded(lines),
        "late": lines[in_time:][:1],
        "ticks": sum(line.startswith("tick") for line in lines[:in_time]),
        "stop": [sum(line.startswith("tick") for line in lines[ticks:in_time]), seconds],
    }[what]


def left_by(answer: Any, acts: list[str]) -> list[str]:
    return threads_left(lambda: life(answer, acts, "all"))


@check(2, N_("start returns at once, and then comes one tick every interval"))
def ticks_come_in_time(lab: Lab) -> None:
    # One schedule only, in which nothing keeps the main thread from running.
    [ticks] = lab.explore(life, ["start", "wait long", "stop"], "ticks", schedules=1).values
    text = _("In 0.35 seconds, with an interval of 0.1, there should be 3 or 4 ticks, not {ticks}.")
    expect(3 <= ticks <= 4, Kind.WRONG_RESULT, text.format(ticks=ticks))


def explore_rounds(lab: Lab, acts: list[str], rounds: int, schedules: int) -> None:
    """In every interleaving of `acts` all that is written are `rounds` whole rounds."""
    calls = ", ".join(f"{act}()" for act in acts if act != "wait")
    demand = gives(ROUND * rounds, "", Kind.WRONG_RESULT)
    text = _("After {calls}: expected {expected}; got {got}.")
    demand["otherwise"] = lambda got: text.format(
        calls=calls, expected=listed(ROUND * rounds), got=listed(got)
    )
    lab.explore(life, acts, "all", schedules=schedules, **demand)


def listed(lines: list[str]) -> str:
    return ", ".join(lines[:8]) or _("nothing")


@check(2, N_("the last line tells the number of ticks, and comes once"))
def the_last_line_is_written(lab: Lab) -> None:
    explore_rounds(lab, ["start", "wait", "stop"], 1, 100)


@check(2, N_("when stop returns, everything is written and the thread has ended"))
def stop_waits_for_the_end(lab: Lab) -> None:
    acts = ["start", "wait", "stop"]
    demand = gives([], "", Kind.LEAKED_THREAD)
    text = _("After stop had returned, {line} was written.")
    demand["otherwise"] = lambda got: text.format(line=short(got[0]))
    lab.explore(life, acts, "late", schedules=100, **demand)
    lab.explore(left_by, acts, schedules=50, **none_left("stop"))


@check(1, N_("stop takes hardly more than one interval"))
def stop_is_prompt(lab: Lab) -> None:
    acts = ["start", "wait", "stop"]
    [(ticks, seconds)] = lab.explore(life, acts, "stop", schedules=1).values
    text = _("After stop had been called, ticks were still written: {ticks}.")
    expect(ticks <= 1, Kind.WRONG_RESULT, text.format(ticks=ticks))
    text = _("With an interval of 0.1 seconds stop took {seconds:.2g} seconds.")
    expect(seconds <= 1.2 * INTERVAL, Kind.TOO_SLOW, text.format(seconds=seconds))


@check(1, N_("stopping what is not running does nothing"))
def stop_may_come_twice(lab: Lab) -> None:
    explore_rounds(lab, ["stop", "start", "wait", "stop", "stop"], 1, 50)


@check(1, N_("a second start does nothing; after stop it begins again"))
def start_may_come_again(lab: Lab) -> None:
    explore_rounds(lab, ["start", "start", "wait", "stop", "start", "wait", "stop"], 2, 50)


def expect_last_line(run: ScriptRun, when: str) -> None:
    expected = f"stopped after {len(re.findall('tick [0-9]+', run.stdout))} ticks"
    text = _("{when}: the last line should be {expected}; it was {got}.")
    # Ctrl-C may have come between the text of the line before and its end.
    expect(
        run.last_line.endswith(expected),
        Kind.WRONG_RESULT,
        text.format(when=when, expected=short(expected), got=short(run.last_line)),
        detail=last_lines(run.stdout + run.stderr),
    )


def expect_clean_end(run: ScriptRun, when: str) -> None:
    expect_last_line(run, when)
    text = _("{when}: the script should end with exit status 0; it was {status}.")
    expect(
        run.status == 0 and "Traceback" not in run.stderr,
        Kind.WRONG_RESULT,
        text.format(when=when, status=run.status),
        detail=last_lines(run.stderr),
    )


def last_lines(text: str) -> str:
    return "\n".join(text.splitlines()[-8:])


@check(1, N_("the script ends by itself, with the last line"))
def the_script_ends_by_itself(lab: Lab) -> None:
    expect_clean_end(lab.script("0.15"), _("Run for 0.15 seconds"))


@check(3, N_("Ctrl-C ends the script at once, with the last line"))
def ctrl_c_ends_the_script(lab: Lab) -> None:
    run = lab.script("60", signals=[Send(0, after=READY), Send(after="tick 2", delay=0.03)])
    expect_clean_end(run, _("Ctrl-C after the second tick"))
    # A moment later, for who says so on the line before it is true.
    run = lab.script("60", signals=[Send(after=READY, delay=0.02)])
    expect_clean_end(run, _("Ctrl-C as soon as it was asked for"))


@check(1, N_("a late or a second Ctrl-C does no harm"))
def ctrl_c_late_or_twice(lab: Lab) -> None:
    run = lab.script("0.05", signals=[Send(after="stopped after")])
    expect_last_line(run, _("Ctrl-C after the last line"))
    # The second one comes when a stop is over that takes an interval, and hits a longer one.
    lab.script("60", signals=[Send(after=READY, delay=0.02), Send(delay=0.25)])
