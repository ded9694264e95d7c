# must fail: an_exception_restores_and_goes_on, a_pool_thread_takes_no_id_along
# kind: wrong_result
# why: an exception skips the line that restores the id
import threading
from contextlib import contextmanager

own = threading.local()


def request_id():
    return getattr(own, "id", None)


@contextmanager
def handling(id):
    before = request_id()
    own.id = id
    yield
    own.id = before
