# must fail: threads_do_not_mix
# kind: race
# why: one global for all threads: whoever sets it last decides for everybody
from contextlib import contextmanager

current = None


def request_id():
    return current


@contextmanager
def handling(id):
    global current
    before, current = current, id
    try:
        yield
    finally:
        current = before
