# must fail: threads_do_not_mix
# kind: race
# why: an attribute of the class is shared: only those of the object are a thread's own
import threading
from contextlib import contextmanager


class Requests(threading.local):
    stack = []


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
