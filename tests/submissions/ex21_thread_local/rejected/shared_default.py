# must fail: threads_do_not_mix
# kind: race
# why: the default of a ContextVar is one list for all threads
from contextlib import contextmanager
from contextvars import ContextVar

stack = ContextVar("stack", default=[])


def request_id():
    return stack.get()[-1] if stack.get() else None


@contextmanager
def handling(id):
    stack.get().append(id)
    try:
        yield
    finally:
        stack.get().pop()
