# style: a subclass of threading.local whose __init__ gives every thread a stack of its own
import threading
from contextlib import contextmanager


class Requests(threading.local):
    def __init__(self):
        self.stack = []


requests = Requests()


def request_id():
    return requests.stack[-1] if requests.stack else None


@contextmanager
def handling(id):
    requests.stack.append(id)
    try:
        yield
    finally:
        requests.stack.pop()
