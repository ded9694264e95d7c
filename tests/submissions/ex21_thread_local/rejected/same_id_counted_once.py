# must fail: nested_blocks_go_back
# kind: wrong_result
# why: a block with the id of the outer one is not counted, and its end takes the id away
import threading
from contextlib import contextmanager

own = threading.local()


def ids():
    if not hasattr(own, "ids"):
        own.ids = []
    return own.ids


def request_id():
    return ids()[-1] if ids() else None


@contextmanager
def handling(id):
    if request_id() != id:
        ids().append(id)
    try:
        yield
    finally:
        if request_id() == id:
            ids().pop()
