# must fail: requests_are_handled_at_the_same_time
# kind: not_concurrent
# why: ten requests at a time: the eleventh thread waits for the block of another one to end
import threading
from contextlib import contextmanager

own = threading.local()
places = threading.Semaphore(10)


def request_id():
    return getattr(own, "id", None)


@contextmanager
def handling(id):
    before = request_id()
    if before is None:
        places.acquire()
    own.id = id
    try:
        yield
    finally:
        own.id = before
        if before is None:
            places.release()
