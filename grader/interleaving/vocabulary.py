"""Which methods and functions look into a container, and which change it."""

from __future__ import annotations

READING_METHODS = frozenset(
    {"get", "index", "count", "copy", "keys", "values", "items", "union", "intersection"}
    | {"difference", "issubset", "issuperset", "isdisjoint", "most_common", "elements", "total"}
)
WRITING_METHODS = frozenset(
    {"append", "appendleft", "extend", "extendleft", "insert", "pop", "popleft", "popitem"}
    | {"remove", "discard", "add", "clear", "update", "setdefault", "sort", "reverse", "rotate"}
    | {"subtract", "move_to_end", "difference_update", "intersection_update"}
)
METHODS = READING_METHODS | WRITING_METHODS
WRITING_TAKERS = frozenset(
    {"heappush", "heappop", "heapify", "heapreplace", "heappushpop", "shuffle"}
    | {"insort", "insort_left", "insort_right"}
)
TAKERS = WRITING_TAKERS | frozenset(
    {"sum", "min", "max", "any", "all", "sorted", "reversed", "list", "tuple", "set", "dict"}
    | {"frozenset", "str", "repr", "print", "bytes", "bytearray", "enumerate", "zip", "map"}
    | {"filter", "iter", "join", "deepcopy", "dumps", "bisect", "bisect_left", "bisect_right"}
    | {"choice", "choices", "sample", "mean", "median", "stdev", "pstdev", "fsum", "prod"}
    | {"chain", "islice", "accumulate", "reduce", "product", "permutations", "combinations"}
    | {"pairwise", "nlargest", "nsmallest", "merge", "bool", "format", "pformat", "pprint"}
    | {"Counter", "OrderedDict", "defaultdict", "fromkeys", "deque", "array"}
)
"""Functions and methods, written in C or not instrumented, that look into their arguments."""
