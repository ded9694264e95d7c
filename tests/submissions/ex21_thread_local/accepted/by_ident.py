# style: a dict by the number of the thread; every thread only touches its own entry
from threading import get_ident

stacks = {}


def request_id():
    stack = stacks.get(get_ident())
    return stack[-1] if stack else None


class handling:
    def __init__(self, id):
        self._id = id

    def __enter__(self):
        stacks.setdefault(get_ident(), []).append(self._id)
        return self._id

    def __exit__(self, kind, error, trace):
        me = get_ident()
        stacks[me].pop()
        if not stacks[me]:
            del stacks[me]
        return False
