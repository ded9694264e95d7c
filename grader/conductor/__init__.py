"""The conductor: puts the operations of real processes on shared objects in order, and searches
these orders for one that goes wrong."""

from grader.conductor.conductor import Conductor, End
from grader.conductor.search import Search

__all__ = ["Conductor", "End", "Search"]
