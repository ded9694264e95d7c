# must fail: an_exception_restores_and_goes_on
# kind: wrong_result
# why: SystemExit and KeyboardInterrupt are no Exception, and the id stays
import threading
from contextlib import contextmanager

own = threading.local()


def request_id():
    return getattr(own, "id", None)


@contextmanager
def handling(id):
    before = request_id()
    own.id = id
    try:
        yield
    except Exception:
        own.id = before
        raise
    own.id = before
