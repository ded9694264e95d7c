# must fail: threads_do_not_mix
# kind: exception
# why: the attribute is made at import, and so for the main thread only
import threading
from contextlib import contextmanager

own = threading.local()
own.id = None


def request_id():
    return own.id


@contextmanager
def handling(id):
    before = own.id
    own.id = id
    try:
        yield
    finally:
        own.id = before
