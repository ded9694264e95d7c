# must fail: nested_blocks_go_back
# kind: wrong_result
# why: an empty text is an id too, but it counts as false
import threading
from contextlib import contextmanager

own = threading.local()


def request_id():
    return getattr(own, "id", None) or None


@contextmanager
def handling(id):
    before = request_id()
    own.id = id
    try:
        yield
    finally:
        own.id = before
