# must fail: the_factory_is_called_once
# kind: race
# why: functools.cache remembers results, but two threads may call the function at once
from functools import cache


class Lazy:
    def __init__(self, factory):
        self.get = cache(factory)
