# must fail: nested_blocks_go_back
# kind: wrong_result
# why: there is one place for the id before; with three blocks two are needed
import threading
from contextlib import contextmanager

own = threading.local()


def request_id():
    return getattr(own, "id", None)


@contextmanager
def handling(id):
    own.before = request_id()
    own.id = id
    try:
        yield
    finally:
        own.id = own.before
