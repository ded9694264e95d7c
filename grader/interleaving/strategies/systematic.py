"""Every schedule with at most so many preemptions, the simplest first.

Source: Musuvathi and Qadeer, "Iterative Context Bounding for Systematic Testing of Multithreaded
Programs", PLDI 2007. A preemption takes the turn from a task that could go on, or ends a sleep
early while another task could go on. Different here: only points that may matter branch (points on
data that no two threads were seen to share do not), so what is exhausted are the interleavings of
shared accesses and of operations on threads.

A `Systematic` lives through many schedules: `next_schedule` says whether there is one left, and
the scheduler then drives `choose`. Programs are re-run from the start, so a node is only the choice
that was made there and what is left to try.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from grader.interleaving.strategies.base import Base, unpreempted
from grader.interleaving.task import Task


@dataclass(slots=True)
class _Node:
    """One choice point of the current path: `untried` are task indices, cheapest last."""

    chosen: int
    price: int
    """Preemptions on the path up to and including this choice."""
    untried: list[tuple[int, int]]
    """(task index, price) of the alternatives within the bound."""


class Systematic(Base):
    name: ClassVar[str] = "systematic"

    def __init__(self, bound: int) -> None:
        self.bound = bound
        self.cut = False
        """Whether the bound has left anything out: if not, all interleavings were seen."""
        self.diverged = False
        """Whether a schedule did not repeat itself: then nothing can be said of all of them."""
        self._path: list[_Node] = []
        self._depth = 0
        self._begun = False

    def next_schedule(self) -> bool:
        """Go to the next schedule; False when all within the bound have been run."""
        self._depth = 0
        if not self._begun:
            self._begun = True
            return True
        while self._path:
            node = self._path[-1]
            if node.untried:
                node.chosen, node.price = node.untried.pop()
                return True
            self._path.pop()
        return False

    def choose(self, current: Task, candidates: list[Task]) -> Task:
        depth = self._depth
        self._depth += 1
        if depth < len(self._path):
            return self._again(depth, current, candidates)
        spent = self._path[-1].price if self._path else 0
        default = unpreempted(current, candidates)
        untried = []
        for task in reversed(candidates):
            if task is not default:
                free = not current.enabled and task.enabled
                price = spent + (0 if free else 1)
                if price <= self.bound:
                    untried.append((task.index, price))
                else:
                    self.cut = True
        self._path.append(_Node(default.index, spent, untried))
        return default

    def _again(self, depth: int, current: Task, candidates: list[Task]) -> Task:
        wanted = self._path[depth].chosen
        for task in candidates:
            if task.index == wanted:
                return task
        self.diverged = True
        del self._path[depth:]
        return unpreempted(current, candidates)
