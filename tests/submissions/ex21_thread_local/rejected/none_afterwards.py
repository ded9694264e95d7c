# must fail: nested_blocks_go_back
# kind: wrong_result
# why: at the end of an inner block the id of the outer one is forgotten
import threading
from contextlib import contextmanager

own = threading.local()


def request_id():
    return getattr(own, "id", None)


@contextmanager
def handling(id):
    own.id = id
    try:
        yield
    finally:
        own.id = None
