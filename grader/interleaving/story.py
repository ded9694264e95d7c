"""Tells a schedule: what each thread did, on the program's own lines, with the values.

A schedule is run once more with a recorder attached. The recorder sees every operation just before
it happens; values are read where that runs no code of the program.
"""

from __future__ import annotations

from grader.interleaving.conflict import find_conflict
from grader.interleaving.events import Story
from grader.interleaving.names import Names
from grader.interleaving.outcome import Ending
from grader.interleaving.recorder import Recorder
from grader.interleaving.strategies.replay import Replay, Schedule, encode
from grader.interleaving.world import World


def tell(world: World, schedule: Schedule) -> Story:
    """Run the schedule once more and tell it. Runs inside `world.entered()`."""
    recorder = Recorder(world)
    world.scheduler.watcher = recorder
    try:
        outcome = world.run(Replay(schedule), keep=True)
        recorder.settle()
        names = Names(world, recorder.frames())
        story = Story(outcome, encode(outcome.schedule))
        if outcome.ending in (Ending.DEADLOCK, Ending.NEVER_ENDS):
            story.waits = recorder.waits(names)
        recorder.name_locks(names)
        story.steps = recorder.relevant()
        find_conflict(story)
        return story
    finally:
        world.scheduler.watcher = None
        world.release()
