# style: a ContextVar and a class, which keeps the token to go back by
from contextvars import ContextVar

_id = ContextVar("request_id", default=None)


def request_id():
    return _id.get()


class handling:
    def __init__(self, id):
        self.id = id

    def __enter__(self):
        self.token = _id.set(self.id)

    def __exit__(self, *error):
        _id.reset(self.token)
