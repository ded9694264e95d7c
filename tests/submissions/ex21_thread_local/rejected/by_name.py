# must fail: threads_of_one_name_do_not_mix
# kind: race
# why: two threads may have the same name
import threading
from contextlib import contextmanager

ids = {}


def request_id():
    return ids.get(threading.current_thread().name)


@contextmanager
def handling(id):
    me = threading.current_thread().name
    before = ids.get(me)
    ids[me] = id
    try:
        yield
    finally:
        ids[me] = before
