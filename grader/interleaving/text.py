"""A story as plain text: one line a step, for an assertion's message."""

from __future__ import annotations

from grader.interleaving.outcome import Ending
from grader.interleaving.story import Event, Story, Stuck


def render(story: Story, schedules: int) -> str:
    """The story of one schedule, out of `schedules` that were looked at."""
    outcome = story.outcome
    lines = [f"{_headline(story)} (one of {schedules} schedules)"]
    lines += [f"  {f.thread}: {f.type}: {f.text}" for f in outcome.failures]
    width = max((len(step.thread) for step in story.steps), default=0)
    lines += [
        f"{n:4}  {step.thread:{width}}  {_step(step)}" for n, step in enumerate(story.steps, 1)
    ]
    lines += [f"  {_stuck(row)}" for row in story.waits]
    lines.append(f"schedule: {story.schedule}")
    return "\n".join(lines)


def _headline(story: Story) -> str:
    match story.outcome.ending:
        case Ending.DEADLOCK:
            return "deadlock: no thread can go on"
        case Ending.NEVER_ENDS:
            return "the program never ends"
        case Ending.RAISED:
            return "the main thread raised an exception"
        case Ending.NOT_GRADABLE:
            return f"out of control: {story.outcome.reason}"
    return f"main returned {story.outcome.value!r}"


def _step(step: Event) -> str:
    value = ""
    if step.value:
        before = f"{step.value_before} -> " if step.value_before else "-> "
        value = f"   {before}{step.value}"
    return f"{step.line} {step.source}{value}{'   <<' if step.mark else ''}"


def _stuck(row: Stuck) -> str:
    holds = "".join(f" holds {name} since line {line}," for name, line in row.holds)
    return f"{row.thread}{holds} waits for {row.verb} {row.name} at line {row.line}"
