# must fail: requests_are_handled_at_the_same_time
# kind: not_concurrent
# why: a lock for the whole block makes the global safe and the service serial
import threading
from contextlib import contextmanager

lock = threading.RLock()
current = None
owner = None


def request_id():
    return current if owner == threading.get_ident() else None


@contextmanager
def handling(id):
    global current, owner
    with lock:
        before = current, owner
        current, owner = id, threading.get_ident()
        try:
            yield
        finally:
            current, owner = before
