# style: no variable at all: the id is an attribute of the thread itself
import threading
from contextlib import contextmanager


def request_id():
    return vars(threading.current_thread()).get("request_id")


@contextmanager
def handling(id):
    me = threading.current_thread()
    had = hasattr(me, "request_id")
    before = request_id()
    me.request_id = id
    try:
        yield id
    finally:
        if had:
            me.request_id = before
        else:
            del me.request_id
