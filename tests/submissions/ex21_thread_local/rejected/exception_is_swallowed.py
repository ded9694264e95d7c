# must fail: an_exception_restores_and_goes_on
# kind: wrong_result
# why: __exit__ returns True, so the exception is gone
from contextvars import ContextVar

current = ContextVar("current", default=None)


def request_id():
    return current.get()


class handling:
    def __init__(self, id):
        self.id = id

    def __enter__(self):
        self.token = current.set(self.id)

    def __exit__(self, *error):
        current.reset(self.token)
        return True
