"""The virtual-time gate: judges a speedup by which calls of handed-in work are held together."""

from grader.gate.gate import Gate, Item, State, Waits
from grader.gate.schedule import Cost, Schedule

__all__ = ["Cost", "Gate", "Item", "Schedule", "State", "Waits"]
