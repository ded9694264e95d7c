# must fail: an_exception_restores_and_goes_on
# kind: wrong_result
# why: what goes on is a copy: it has lost its attributes and its traceback
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
    except BaseException as error:
        raise type(error)(*error.args) from None
    finally:
        own.id = before
