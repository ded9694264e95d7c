# must fail: one_block, a_pool_thread_takes_no_id_along
# kind: wrong_result
# why: the id is set and never taken back: the next task of this thread finds it
from contextlib import contextmanager
from contextvars import ContextVar

current = ContextVar("current", default=None)


def request_id():
    return current.get()


@contextmanager
def handling(id):
    current.set(id)
    yield
