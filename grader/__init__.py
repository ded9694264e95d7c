"""An auto-graded exercise kit on threads and processes in Python."""

__version__ = "0.1.0"
