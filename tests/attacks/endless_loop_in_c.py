# poses as: ex09_lost_update
# must fail: all
# kind: never_ends
# why: a loop in C that no signal handler gets into
import collections
import itertools

collections.deque(itertools.repeat(None), maxlen=0)
